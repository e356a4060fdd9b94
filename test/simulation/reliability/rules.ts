import type { Blueprint } from '../../../local/blueprint.ts';
import { type Coverage, chaptersOf } from './coverage.ts';
import type { Blow } from './forced.ts';

/** What can befall a part. */
export const TROUBLES = ['slow', 'error', 'down', 'duplicate', 'reordered', 'stale'] as const;

/** One of them. */
export type Trouble = (typeof TROUBLES)[number];

/** Where a test lies, and what it is called there. */
export interface Evidence {
  label: string;
  /** From the root of the repository. */
  file: string;
}

/** Tests that cover it, or why there is nothing to cover. Neither: nobody has thought of it. */
export type Cell = { evidence: Evidence[] } | { reason: string } | undefined;

const CHAPTERS = 'test/simulation/crash-points/every-chapter.ts';

const blows = (chapters: readonly string[]): Evidence[] =>
  chapters.slice(0, 2).map((chapter) => ({ label: `blow: ${chapter}`, file: 'test/simulation/reliability/forced.ts' }));

const storms = (chapters: ReadonlySet<string> | undefined): Evidence[] =>
  [...(chapters ?? [])]
    .slice(0, 2)
    .map((chapter) => ({ label: `storm: ${chapter}`, file: 'test/simulation/reliability/weather.ts' }));

const test = (label: string, file: string): Evidence => ({ label, file });

/** Tests outside the simulator; each fails when it does not reach what it stands for here. */
export const TESTS = {
  replay: test('replay', 'test/integration/rights/walk.test.ts'),
  poison: test('poison', 'test/integration/platform/poison.test.ts'),
  chaos: test('chaos', 'test/integration/chaos/chaos.test.ts'),
  engine: test('engine dies', 'test/integration/platform/engine-death.test.ts'),
  blackout: test('blackouts', 'test/simulation/scenarios/blackout.ts'),
  points: test('crash points', CHAPTERS),
  deliveries: test('pushes', 'test/integration/deliveries/deliveries.test.ts'),
  money: test('provider', 'test/integration/payments/money.test.ts'),
  signatures: test('hostile', 'test/integration/hostile/hostile.test.ts'),
} as const;

const covered = (...evidence: Evidence[][]): Cell => {
  const all = evidence.flat();
  return all.length > 0 ? { evidence: all } : undefined;
};

const BLOW_OF: Partial<Record<Trouble, Blow>> = { slow: 'slow', error: 'error', down: 'down', duplicate: 'repeated' };

/** Functions that call nothing when they are asked, and why that is so. */
const SILENT: Readonly<Record<string, string>> = {
  'local-catalog-get-shop': 'tells settings it was deployed with; calls nothing',
  'local-identity-authorizer': 'checks a signature; reads its one secret when its environment starts, and fails closed',
  'local-identity-unknown-route': 'answers 404; calls nothing',
};

/** What the template says of a function. */
export interface Traits {
  isConsumer: boolean;
  isFollower: boolean;
  readsIndex: boolean;
  writes: boolean;
  /** Names of the tables that it may touch. */
  tables: string[];
}

const INDEX = /table\/[^/]+\/index\//;
const TABLE = /table\/([^/*]+)/;

/** Reads a function's traits from its event sources and its role. */
export function traitsOf({ mappings, callers }: Blueprint, name: string): Traits {
  const own = mappings.filter(({ functionName }) => functionName === name);
  const role = callers.get(name)?.role;
  const rights = role ? [...role.used(), ...role.unused()] : [];
  return {
    isConsumer: own.some(({ kind }) => kind === 'queue'),
    isFollower: own.some(({ kind }) => kind === 'stream'),
    readsIndex: rights.some(({ resource }) => INDEX.test(resource)),
    writes: rights.some(({ action }) => /^dynamodb:(Put|Update|Delete)Item$/.test(action)),
    tables: rights.flatMap(({ action, resource }) =>
      action.startsWith('dynamodb:') ? (TABLE.exec(resource)?.[1] ?? []) : [],
    ),
  };
}

function reordered(coverage: Coverage, name: string, traits: Traits): Cell {
  if (traits.isConsumer) return covered(storms(coverage.overtaken.get(name)), [TESTS.replay]);
  if (traits.isFollower) return { reason: 'a stream keeps the order of each item; nothing else reaches it' };
  if (!traits.writes) return { reason: 'writes nothing, so there is no order to keep' };
  const found = covered(blows(chaptersOf(coverage, name, 'overtaken')));
  return found ?? { reason: 'one conditional write of one item: whoever comes second is refused by its condition' };
}

function stale(coverage: Coverage, name: string, traits: Traits): Cell {
  if (traits.isConsumer) return covered([TESTS.replay]);
  if (traits.readsIndex) return covered(storms(coverage.ranInStorm.get(name)));
  return { reason: 'reads no index; what it decides on stands in the condition of its write' };
}

/** A function's cell. */
export function functionCell(coverage: Coverage, name: string, trouble: Trouble, traits: Traits): Cell {
  const silent = SILENT[name];
  if (silent) return { reason: silent };
  if (trouble === 'reordered') return reordered(coverage, name, traits);
  if (trouble === 'stale') return stale(coverage, name, traits);
  const blow = BLOW_OF[trouble];
  const struck = blow ? blows(chaptersOf(coverage, name, blow)) : [];
  const twice = trouble === 'duplicate' ? storms(coverage.twice.get(name)) : [];
  return covered(struck, twice);
}

/** A queue's cell: `consumer` is who is fed from it. */
export function queueCell(coverage: Coverage, queue: string, trouble: Trouble, consumer: string | undefined): Cell {
  if (consumer === undefined) return deadLetterCell(trouble);
  const cells: Record<Trouble, () => Cell> = {
    slow: () => covered(storms(coverage.weather.get('late-delivery'))),
    error: () => covered([TESTS.poison]),
    down: () => covered([TESTS.blackout], [TESTS.chaos]),
    duplicate: () => covered(storms(coverage.twice.get(queue))),
    reordered: () => covered(storms(coverage.overtaken.get(queue)), [TESTS.replay]),
    stale: () => covered([TESTS.replay]),
  };
  return cells[trouble]();
}

function deadLetterCell(trouble: Trouble): Cell {
  if (trouble === 'error') return covered([TESTS.poison]);
  if (trouble === 'down') return covered([TESTS.chaos]);
  return { reason: 'no function is fed from it: what lies there waits for a person, who sends it back' };
}

/** A table's cell: `functions` are those that may touch it. */
export function tableCell(coverage: Coverage, trouble: Trouble, functions: readonly string[], hasIndex: boolean): Cell {
  const among = (blow: Blow) => functions.flatMap((name) => chaptersOf(coverage, name, blow));
  const unique = (blow: Blow) => blows([...new Set(among(blow))]);
  const cells: Record<Trouble, () => Cell> = {
    slow: () => covered(unique('slow')),
    error: () => covered(unique('error')),
    down: () => covered([TESTS.engine], [TESTS.blackout]),
    duplicate: () => covered(unique('repeated')),
    reordered: () => covered(unique('overtaken')),
    stale: () =>
      hasIndex ? covered(storms(coverage.weather.get('index-lag') ?? coverage.weather.get('late-delivery'))) : NO_INDEX,
  };
  return cells[trouble]();
}

const NO_INDEX: Cell = { reason: 'it has no index, and what decides is read strongly or checked by a condition' };

/** The bus's cell. */
export function busCell(coverage: Coverage, trouble: Trouble): Cell {
  const cells: Record<Trouble, () => Cell> = {
    slow: () => covered(storms(coverage.weather.get('late-delivery'))),
    error: () => covered(storms(coverage.weather.get('failed-entry'))),
    down: () => covered([TESTS.blackout]),
    duplicate: () => covered(storms(coverage.weather.get('duplicate-event'))),
    reordered: () => covered(storms(coverage.weather.get('late-delivery')), [TESTS.replay]),
    stale: () => covered([TESTS.replay]),
  };
  return cells[trouble]();
}

const CALLS_US: Cell = { reason: 'it calls us: while it is silent its parcels keep their last state' };

/** The cells of the partners. */
export const PARTNERS: Readonly<Record<string, (coverage: Coverage, trouble: Trouble) => Cell>> = {
  'sandbox payments': (coverage, trouble) => {
    const blow = BLOW_OF[trouble];
    if (blow) return covered(blows([...(coverage.atProvider.get(blow) ?? [])]), [TESTS.money]);
    return trouble === 'stale' ? covered([TESTS.money]) : covered([TESTS.money], [TESTS.points]);
  },
  'sandbox deliveries': (_coverage, trouble) =>
    ['slow', 'error', 'down'].includes(trouble) ? CALLS_US : covered([TESTS.deliveries]),
};
