import type { RunResult } from '../contract.ts';
import type { Chapter } from '../crash-points/chapter.ts';
import { type Decide, type Point, playChapter, reference } from '../crash-points/points.ts';
import type { Laboratory } from '../laboratory.ts';
import type { Fate } from '../world/wire.ts';

/** What is done to every function of a chapter, in one run of it. */
export const BLOWS = ['slow', 'error', 'down', 'repeated', 'overtaken'] as const;

/** `slow`: its first call takes long; `error`: it fails; `down`: its environment dies before it; `repeated`: it dies after its last call, so that all comes again; `overtaken`: somebody else writes first. */
export type Blow = (typeof BLOWS)[number];

/** Who was struck by what, and which call it was. */
export interface Struck {
  chapter: string;
  blow: Blow;
  function: string;
  label: string;
}

/** What the blows came to. */
export interface Blows {
  struck: Struck[];
  /** Functions that were run at all. */
  functions: Set<string>;
  violations: string[];
}

/** At the payment provider: it is slow, fails, is not there, or does what is asked and is not heard. */
const AT_PROVIDER: Partial<Record<Blow, Fate>> = {
  slow: { kind: 'slow', afterMs: 3_000, lastsMs: 4_000 },
  error: { kind: 'error', applied: true, name: 'broken' },
  down: { kind: 'gone' },
  repeated: { kind: 'lost' },
};

const FATES: Record<Blow, Fate> = {
  slow: { kind: 'slow', afterMs: 3_000, lastsMs: 4_000 },
  error: { kind: 'error', applied: false, name: 'broken' },
  down: { kind: 'killed', applied: false },
  repeated: { kind: 'killed', applied: true },
  overtaken: { kind: 'error', applied: false, name: 'conflict' },
};

type Target = Pick<Point, 'function' | 'call' | 'label'>;

const firstRunOf = (points: readonly Point[], name: string): Point[] => {
  const own = points.filter((point) => point.function === name);
  const run = Math.min(...own.map((point) => point.run));
  return own.filter((point) => point.run === run).sort((a, b) => a.call - b.call);
};

/** The call of a function that a blow falls on; undefined where it makes no such call. */
function targetOf(blow: Blow, calls: readonly Point[]): Target | undefined {
  if (blow === 'repeated') return calls.at(-1);
  if (blow === 'overtaken') return calls.find(({ label }) => label.endsWith('TransactWriteItems'));
  return calls[0];
}

const violationsOf = ({ violations }: Pick<RunResult, 'violations'>): string[] =>
  violations.map(({ invariant, text }) => `${invariant}: ${text}`);

/** Blows of one kind, each on one call of one function. */
interface Strike {
  blow: Blow;
  fate: Fate;
  targets: readonly Target[];
}

/** The blows that fell, and the targets that did not come by as they do in a calm run. */
interface Stricken extends Pick<Blows, 'struck' | 'violations'> {
  missed: Target[];
}

async function strike(laboratory: Laboratory, chapter: Chapter, { blow, fate, targets }: Strike): Promise<Stricken> {
  const left = new Map(targets.map((target) => [target.function, target]));
  const struck: Struck[] = [];
  const decide: Decide = ({ function: name, call, label }) => {
    const target = left.get(name);
    if (target?.call !== call || target.label !== label) return undefined;
    left.delete(name);
    struck.push({ chapter: chapter.name, blow, function: name, label });
    return fate;
  };
  const result = await playChapter(laboratory, chapter, decide);
  const violations = violationsOf(result).map((text) => `${chapter.name}, ${blow}: ${text}`);
  return { struck, violations, missed: [...left.values()] };
}

/** One whose path the blows on others changed is struck once more, alone. */
async function strikeEach(laboratory: Laboratory, chapter: Chapter, all: Strike): Promise<Stricken[]> {
  const together = await strike(laboratory, chapter, all);
  const alone: Stricken[] = [];
  for (const target of together.missed) alone.push(await strike(laboratory, chapter, { ...all, targets: [target] }));
  return [together, ...alone];
}

const providerTargets = (points: readonly Point[], functions: ReadonlySet<string>): Target[] =>
  [...functions].flatMap((name) => firstRunOf(points, name).find(({ label }) => label.startsWith('partner ')) ?? []);

function strikesOn(points: readonly Point[], functions: ReadonlySet<string>): Strike[] {
  const provider = providerTargets(points, functions);
  return BLOWS.flatMap((blow) => {
    const targets = [...functions].flatMap((name) => targetOf(blow, firstRunOf(points, name)) ?? []);
    const own: Strike = { blow, fate: FATES[blow], targets };
    const fate = AT_PROVIDER[blow];
    return fate && provider.length > 0 ? [own, { blow, fate, targets: provider }] : [own];
  });
}

/** Plays a chapter once for each blow, which falls on every function in it, and on their calls to the provider. */
export async function strikeAll(laboratory: Laboratory, chapter: Chapter): Promise<Blows> {
  const { points, functions } = await reference(laboratory, chapter);
  const all: Blows = { struck: [], functions, violations: [] };
  for (const each of strikesOn(points, functions)) {
    for (const { struck, violations } of await strikeEach(laboratory, chapter, each)) {
      all.struck.push(...struck);
      all.violations.push(...violations);
    }
  }
  return all;
}
