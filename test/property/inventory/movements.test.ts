import fc from 'fast-check';
import { arrange, settingsOf, type Wishes } from '../../../functions/inventory/domain/arrange.ts';
import { type Counts, imbalance, POOLS } from '../../../functions/inventory/domain/counters.ts';
import { physically, settle } from '../../../functions/inventory/domain/counting.ts';
import {
  claim,
  gain,
  hold,
  lose,
  type Movement,
  physical,
  release,
  takeBack,
} from '../../../functions/inventory/domain/movement.ts';
import { drawFrom, pooled, sellable } from '../../../functions/inventory/domain/pools.ts';
import { addUp, compare, type Entry } from '../../../functions/inventory/domain/recount.ts';
import type { Allotment, StockLevel } from '../../../functions/inventory/domain/stock.ts';
import { EMPTY, moved } from '../../support/shelf.ts';

const channel = fc.constantFrom('web', 'live', 'store', undefined);
const units = fc.integer({ min: 1, max: 12 });
const wishes: fc.Arbitrary<Wishes> = fc.record({
  safetyTarget: fc.option(fc.integer({ min: 0, max: 8 }), { nil: undefined }),
  pools: fc.uniqueArray(
    fc.record({
      pool: fc.constantFrom(...POOLS),
      units: fc.option(units, { nil: undefined }),
      percent: fc.option(fc.integer({ min: 1, max: 20 }), { nil: undefined }),
      lendsTo: fc.constantFrom([], ['web' as const], ['live' as const, 'web' as const]),
      floor: fc.integer({ min: 0, max: 3 }),
    }),
    { selector: ({ pool }) => pool, maxLength: 3 },
  ),
});

/** Something that happens to a level, decided on one that may be old by then. */
const happening = fc.oneof(
  fc.record({ kind: fc.constant('gain'), quantity: units }),
  fc.record({ kind: fc.constant('lose'), quantity: units }),
  fc.record({ kind: fc.constant('hold'), quantity: units, channel }),
  fc.record({ kind: fc.constantFrom('release', 'claim'), which: fc.nat(9) }),
  fc.record({ kind: fc.constant('count'), quantity: fc.integer({ min: 0, max: 20 }) }),
  fc.record({ kind: fc.constant('back'), quantity: units }),
  fc.record({ kind: fc.constant('arrange'), wishes }),
);
type Happening = typeof happening extends fc.Arbitrary<infer Value> ? Value : never;

interface State {
  level: StockLevel;
  /** Who decides slowly decides on this one. */
  old: StockLevel;
  held: Allotment[];
  ledger: Entry[];
  /** Units that lie there, counted by a model of one number. */
  there: number;
}

interface Decided {
  movement: Movement;
  /** What the one number becomes. */
  there: number;
  held?: Allotment[];
  settings?: StockLevel;
}

function heldBy({ old, held, there }: State, quantity: number, by: 'web' | 'live' | 'store' | undefined) {
  if (sellable(old, by) < quantity) return undefined;
  const from = drawFrom(old, quantity, by);
  const allotment = { sku: 'A', locationId: 'main', quantity, from };
  return { movement: hold(allotment), there, held: [...held, allotment] };
}

function ended({ held, there }: State, kind: 'release' | 'claim', which: number): Decided | undefined {
  const allotment = held[which % held.length];
  if (!allotment) return undefined;
  const rest = held.filter((each) => each !== allotment);
  if (kind === 'release') return { movement: release(allotment), there, held: rest };
  return { movement: claim(allotment), there: there - allotment.quantity, held: rest };
}

function decide(state: State, happens: Happening): Decided | undefined {
  const { old, there } = state;
  if (happens.kind === 'release' || happens.kind === 'claim')
    return ended(state, happens.kind as 'release' | 'claim', (happens as { which: number }).which);
  if (happens.kind === 'arrange') {
    const wished = (happens as { wishes: Wishes }).wishes;
    const { safetyTarget: _target, rules: _rules, ...bare } = old;
    return { movement: arrange(old, wished), there, settings: { ...bare, ...settingsOf(wished) } };
  }
  const { quantity } = happens as { quantity: number };
  if (happens.kind === 'gain') return { movement: gain(old, quantity), there: there + quantity };
  if (happens.kind === 'back')
    return {
      movement: takeBack({ sku: 'A', locationId: 'main', resaleable: quantity, damaged: 1 }),
      there: there + quantity,
    };
  if (happens.kind === 'count') return { movement: settle(old, quantity, 0).movement, there: quantity };
  if (happens.kind === 'hold') return heldBy(state, quantity, (happens as { channel?: 'web' }).channel);
  return quantity > physical(old) ? undefined : { movement: lose(old, quantity), there: there - quantity };
}

function after(state: State, happens: Happening): State {
  const decided = decide(state, happens);
  const next = decided && moved(state.level, decided.movement);
  if (!decided || !next) return state;
  const { settings, held = state.held, movement, there } = decided;
  const level = settings ? { ...next, safetyTarget: settings.safetyTarget, rules: settings.rules } : next;
  return { ...state, level, held, there, ledger: [...state.ledger, { locationId: 'main', by: movement.by }] };
}

const START: State = { level: EMPTY, old: EMPTY, held: [], ledger: [], there: 0 };

/** What is wrong with a state; nothing when all is well. */
function faultsOf({ level, held, there, ledger }: State): string[] {
  const { onHand, reserved, available, safety = 0, short = 0 } = level;
  const promised = held.reduce((sum, { quantity }) => sum + quantity, 0);
  const sums: Counts[] = [level, ...ledger.map(({ by }) => by)];
  return [
    ...(sums.some((counts) => imbalance(counts) !== 0) ? ['units belong to nothing'] : []),
    ...(reserved !== promised ? ['what is reserved is not what is held'] : []),
    ...(onHand < reserved ? ['more is promised than counts as ours'] : []),
    ...(available + short < 0 ? ['more is missing than is short'] : []),
    ...([onHand, reserved, safety, short, pooled(level)].some((count) => count < 0) ? ['a number below zero'] : []),
    ...(POOLS.some((pool) => (level[pool] ?? 0) < 0) ? ['a pool below zero'] : []),
    ...(physical(level) !== there ? [`${physical(level)} lie there, not ${there}`] : []),
    ...(short === 0 && onHand - reserved < pooled(level) + safety + available ? ['free units are counted twice'] : []),
    ...compare('A', [level], addUp({}, ledger)).differences.map(({ counter }) => `the ledger differs in ${counter}`),
  ];
}

test('given anything that can happen to stock, decided on fresh or old levels, then its numbers add up, and the ledger says the same', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(happening, fc.boolean()), { maxLength: 40 }), (story) => {
      let state = START;
      for (const [happens, looksAnew] of story) {
        if (looksAnew) state = { ...state, old: state.level };
        state = after(state, happens);
        expect(faultsOf(state)).toEqual([]);
      }
    }),
    { numRuns: 400 },
  );
});

test('given a count, when the same is counted again, then nothing differs any more', () => {
  fc.assert(
    fc.property(fc.array(happening, { maxLength: 20 }), fc.nat(30), (story, counted) => {
      let state = START;
      for (const happens of story) state = after({ ...state, old: state.level }, happens);
      const { level } = state;
      const once = settle(level, counted, 0);
      const settled = moved(level, once.movement);
      expect(settled && physical(settled)).toBe(counted);
      expect(settled && settle(settled, counted, 0)).toMatchObject({ difference: 0, shortage: once.shortage });
    }),
  );
});

test('given units that moved between counting and telling, then the count is of the moment it was made', () => {
  fc.assert(
    fc.property(fc.nat(30), fc.nat(30), units, (before, counted, more) => {
      const then = moved(EMPTY, gain(EMPTY, before)) ?? EMPTY;
      const movement = gain(then, more);
      const now = moved(then, movement) ?? then;
      const { difference, expected, movement: settling } = settle(now, counted, physically(movement.by));
      expect([difference, expected]).toEqual([counted - before, before]);
      expect(physical(moved(now, settling) ?? now)).toBe(counted + more);
    }),
  );
});

test('given pools with rules, when one channel buys unit by unit, then it gets all it may, never what is kept from it', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 40 }), wishes, channel, (stock, wished, by) => {
      const full = moved(EMPTY, gain(EMPTY, stock)) ?? EMPTY;
      let level = { ...(moved(full, arrange(full, wished)) ?? full), ...settingsOf(wished) };
      const start = level;
      const may = sellable(level, by);
      let sold = 0;
      while (sellable(level, by) > 0) {
        const next = moved(level, hold({ sku: 'A', locationId: 'main', quantity: 1, from: drawFrom(level, 1, by) }));
        if (!next) break;
        level = next;
        sold += 1;
      }
      expect(sold).toBe(may);
      expect(level.safety).toBe(start.safety);
      for (const pool of POOLS) {
        const rule = start.rules?.[pool];
        const isLent = by !== undefined && (pool === `pool-${by}` || rule?.lendsTo.includes(by));
        const kept = isLent ? Math.min(start[pool] ?? 0, pool === `pool-${by}` ? 0 : (rule?.floor ?? 0)) : start[pool];
        expect(level[pool] ?? 0).toBe(kept ?? 0);
      }
    }),
    { numRuns: 200 },
  );
});
