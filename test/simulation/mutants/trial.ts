import { type Laboratory, openLaboratory, runIn } from '../laboratory.ts';
import { loadCode } from '../world/code.ts';
import type { SourceMutant } from './generate.ts';
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
  fate: 'caught' | 'survived' | 'stillborn' | 'hangs';
  /** What caught it, or what it died of. */
  by?: string;
  scenario?: string;
  seed?: number;
  /** Seeds that were run. */
  seeds: number;
}

/** Plants bugs one after another and runs seeds until one is caught. */
export class Nursery {
  readonly #sound: Laboratory;
  readonly #innocent = new Map<string, boolean>();

  private constructor(sound: Laboratory) {
    this.#sound = sound;
  }

  static async open(): Promise<Nursery> {
    return new Nursery(await openLaboratory());
  }

  get blueprint(): Laboratory['blueprint'] {
    return this.#sound.blueprint;
  }

  async #planted(mutant: Mutant): Promise<Laboratory> {
    if ('apply' in mutant) return { ...this.#sound, blueprint: mutant.apply(this.#sound.blueprint) };
    return { ...this.#sound, code: await loadCode(mutant.change) };
  }

  /** Whether the seed violates nothing without the bug: only then does a violation tell of the bug. */
  async #isInnocent(scenario: string, seed: number): Promise<boolean> {
    const name = `${scenario} ${seed}`;
    const known = this.#innocent.get(name);
    if (known !== undefined) return known;
    const { violations } = await runIn(this.#sound, scenario, seed);
    this.#innocent.set(name, violations.length === 0);
    return violations.length === 0;
  }

  /** Plants one bug and runs seeds until it is caught; `beat` is called before each. */
  async try(mutant: Mutant, { scenarios, seeds }: Ordeal, beat: () => void): Promise<Verdict> {
    const { id, kind, was } = mutant;
    const verdict = { id, kind, was };
    let laboratory: Laboratory;
    try {
      laboratory = await this.#planted(mutant);
    } catch (error) {
      return { ...verdict, fate: 'stillborn', by: String(error).slice(0, 200), seeds: 0 };
    }
    for (let seed = 1; seed <= seeds; seed += 1) {
      beat();
      const scenario = scenarios[(seed - 1) % scenarios.length] ?? 'shop';
      const found = await this.#run(laboratory, scenario, seed);
      if (found === undefined || !(await this.#isInnocent(scenario, seed))) continue;
      const { fate, by } = found;
      return { ...verdict, fate, by, scenario, seed, seeds: seed };
    }
    return { ...verdict, fate: 'survived', seeds };
  }

  async #run(
    laboratory: Laboratory,
    scenario: string,
    seed: number,
  ): Promise<Pick<Verdict, 'fate' | 'by'> | undefined> {
    try {
      const [violation] = (await runIn(laboratory, scenario, seed)).violations;
      if (!violation) return undefined;
      const { invariant, name, text } = violation;
      return { fate: 'caught', by: `${invariant} ${name}: ${text}`.slice(0, 200) };
    } catch (error) {
      return { fate: 'stillborn', by: String(error).slice(0, 200) };
    }
  }
}
