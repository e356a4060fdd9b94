import { type Laboratory, openLaboratory, runIn } from '../laboratory.ts';
import { loadCode } from '../world/code.ts';
import type { SourceMutant } from './generate.ts';
import { markedSources, placesComeBy } from './reach.ts';
import type { TemplateMutant } from './template-mutants.ts';

/** A planted bug. */
export type Mutant = SourceMutant | TemplateMutant;

/** How many seeds a bug may live through, and in which scenarios. */
export interface Ordeal {
  scenarios: readonly string[];
  seeds: number;
}

/** What became of a planted bug. A stillborn one does not load or does not let the scenario begin: it shows nothing. */
export interface Verdict {
  id: string;
  kind: string;
  was: string;
  fate: 'caught' | 'survived' | 'unreached' | 'stillborn' | 'hangs';
  /** What caught it, or what it died of. */
  by?: string;
  scenario?: string;
  /** The seed that caught it. */
  seed?: number;
  /** Seeds in which the bug could make a difference, and which were therefore run with it. */
  runs: number;
}

/** What a seed does without a bug. */
interface Sound {
  /** Invariants that are violated anyway: their violation tells nothing of a bug. */
  violated: ReadonlySet<string>;
  places: ReadonlySet<string>;
}

type Found = Pick<Verdict, 'fate' | 'by'>;

async function outcome(run: () => ReturnType<typeof runIn>, { violated }: Sound): Promise<Found | undefined> {
  try {
    const violation = (await run()).violations.find(({ invariant }) => !violated.has(invariant));
    if (!violation) return undefined;
    const { invariant, name, text } = violation;
    return { fate: 'caught', by: `${invariant} ${name}: ${text}`.slice(0, 200) };
  } catch (error) {
    return { fate: 'stillborn', by: String(error).slice(0, 200) };
  }
}

/** Plants bugs one after another and runs seeds until one is caught. */
export class Nursery {
  /** Sound code that tells which places it comes by. */
  readonly #marked: Laboratory;
  readonly #plain: Laboratory;
  readonly #sound = new Map<string, Sound>();

  private constructor(plain: Laboratory, marked: Laboratory) {
    this.#plain = plain;
    this.#marked = marked;
  }

  static async open(): Promise<Nursery> {
    const plain = await openLaboratory();
    return new Nursery(plain, { ...plain, code: await loadCode(...markedSources()) });
  }

  get blueprint(): Laboratory['blueprint'] {
    return this.#plain.blueprint;
  }

  async #planted(mutant: Mutant): Promise<Laboratory> {
    if ('apply' in mutant) return { ...this.#plain, blueprint: mutant.apply(this.#plain.blueprint) };
    return { ...this.#plain, code: await loadCode(mutant.change) };
  }

  async #soundRun(scenario: string, seed: number): Promise<Sound> {
    const name = `${scenario} ${seed}`;
    const known = this.#sound.get(name);
    if (known) return known;
    let violated: ReadonlySet<string> = new Set();
    const places = await placesComeBy(async () => {
      const { violations } = await runIn(this.#marked, scenario, seed);
      violated = new Set(violations.map(({ invariant }) => invariant));
    });
    const sound = { violated, places };
    this.#sound.set(name, sound);
    return sound;
  }

  /** Plants one bug and runs seeds until it is caught, those that come by its place; `beat` is called before each. */
  async try(mutant: Mutant, { scenarios, seeds }: Ordeal, beat: () => void): Promise<Verdict> {
    const { id, kind, was } = mutant;
    let laboratory: Laboratory | undefined;
    let runs = 0;
    for (let seed = 1; seed <= seeds; seed += 1) {
      beat();
      const scenario = scenarios[(seed - 1) % scenarios.length] ?? 'shop';
      const sound = await this.#soundRun(scenario, seed);
      if (!('apply' in mutant || sound.places.has(id))) continue;
      runs += 1;
      try {
        laboratory ??= await this.#planted(mutant);
      } catch (error) {
        return { id, kind, was, fate: 'stillborn', by: String(error).slice(0, 200), runs: 0 };
      }
      const planted = laboratory;
      const found = await outcome(() => runIn(planted, scenario, seed), sound);
      if (found) return { id, kind, was, ...found, scenario, seed, runs };
    }
    return { id, kind, was, fate: runs === 0 ? 'unreached' : 'survived', runs };
  }
}
