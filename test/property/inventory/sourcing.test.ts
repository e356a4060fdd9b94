import fc from 'fast-check';
import { allot, POLICIES, type SourcingRules } from '../../../functions/inventory/domain/sourcing.ts';
import type { StockLevel, Want } from '../../../functions/inventory/domain/stock.ts';
import { shelf } from '../../support/shelf.ts';

const PLACES = ['main', 'a', 'b', 'c', 'd'];
const REGIONS = ['north', 'south', 'west'];

const levels = fc
  .uniqueArray(
    fc.record({
      sku: fc.constantFrom('A', 'B', 'C'),
      locationId: fc.constantFrom(...PLACES),
      units: fc.integer({ min: 0, max: 9 }),
      live: fc.integer({ min: 0, max: 4 }),
    }),
    { selector: ({ sku, locationId }) => `${sku} ${locationId}`, maxLength: 15 },
  )
  .map((all): StockLevel[] =>
    all.map(({ sku, locationId, units, live }) =>
      shelf(units, { sku, locationId, 'pool-live': live, rules: { 'pool-live': { lendsTo: [], floor: 0 } } }),
    ),
  );
const wants = fc.uniqueArray(
  fc.record({ sku: fc.constantFrom('A', 'B', 'C'), quantity: fc.integer({ min: 1, max: 12 }), line: fc.nat(5) }),
  { selector: ({ sku }) => sku, minLength: 1 },
);
const rules: fc.Arbitrary<SourcingRules> = fc.record({
  policy: fc.constantFrom(...POLICIES),
  priority: fc.shuffledSubarray(PLACES),
  distances: fc.constant({ north: { south: 9, west: 3 }, south: { west: 5 } }),
  places: fc
    .array(fc.record({ region: fc.constantFrom(...REGIONS), ships: fc.boolean() }), { minLength: 5, maxLength: 5 })
    .map((places) => Object.fromEntries(places.map((place, at) => [PLACES[at] ?? '', place]))),
});
const how = fc.record({
  rules,
  channel: fc.constantFrom('web' as const, 'live' as const),
  region: fc.constantFrom(...REGIONS),
  only: fc.option(fc.constantFrom(...PLACES), { nil: undefined }),
});
type How = typeof how extends fc.Arbitrary<infer Value> ? Value : never;

/** Units of a SKU that may be taken at a location. */
function offered(stock: readonly StockLevel[], { only, rules: { places }, channel }: How) {
  const may = (id: string) => (only ? id === only : places[id]?.ships !== false);
  return (sku: string, id: string) => {
    const level = stock.find((each) => each.sku === sku && each.locationId === id);
    if (!level || !may(id)) return 0;
    return level.available + (channel === 'live' ? (level['pool-live'] ?? 0) : 0);
  };
}

const subsets = Array.from({ length: 2 ** PLACES.length }, (_, bits) => PLACES.filter((_, at) => bits & (1 << at)));

/** The fewest locations that can serve the order, found by looking at every choice. */
function fewest(wanted: readonly Want[], units: (sku: string, id: string) => number): number {
  const enough = (some: string[]) =>
    wanted.every(({ sku, quantity }) => some.reduce((sum, id) => sum + units(sku, id), 0) >= quantity);
  return Math.min(...subsets.filter(enough).map((some) => some.length));
}

test('given any stock, rules and order, then exactly what is wanted is taken from where it may be, or it is sold out', () => {
  fc.assert(
    fc.property(wants, levels, how, (wanted, stock, by) => {
      const units = offered(stock, by);
      const { allotments, soldOut } = allot(wanted, stock, by);
      const short = wanted.filter(
        ({ sku, quantity }) => PLACES.reduce((sum, id) => sum + units(sku, id), 0) < quantity,
      );
      expect(soldOut ?? []).toEqual(short);
      for (const { sku, quantity } of allotments ? wanted : []) {
        const parts = (allotments ?? []).filter((part) => part.sku === sku);
        expect(parts.reduce((sum, part) => sum + part.quantity, 0)).toBe(quantity);
        for (const part of parts) expect(part.quantity).toBeLessThanOrEqual(units(sku, part.locationId));
      }
    }),
    { numRuns: 500 },
  );
});

test('given a location that has all, then nothing is split; given that few parcels count, then there are as few as can be', () => {
  fc.assert(
    fc.property(wants, levels, how, (wanted, stock, by) => {
      const { allotments } = allot(wanted, stock, by);
      if (!allotments) return;
      const parcels = new Set(allotments.map(({ locationId }) => locationId)).size;
      const least = fewest(wanted, offered(stock, by));
      if (least === 1 || by.rules.policy === 'fewest-parcels') expect(parcels).toBe(least);
    }),
    { numRuns: 500 },
  );
});

test('given that the nearest goes first, then no single location that has all is nearer than the one chosen', () => {
  const distance: Record<string, number> = { 'north south': 9, 'north west': 3, 'south west': 5 };
  const between = (a: string, b: string) => (a === b ? 0 : (distance[[a, b].sort().join(' ')] ?? 99));
  fc.assert(
    fc.property(wants, levels, how, (wanted, stock, by) => {
      const nearest = { ...by, rules: { ...by.rules, policy: 'nearest' as const } };
      const units = offered(stock, nearest);
      const single = PLACES.filter((id) => wanted.every(({ sku, quantity }) => units(sku, id) >= quantity));
      const [first] = allot(wanted, stock, nearest).allotments ?? [];
      if (single.length === 0 || !first) return;
      const far = (id: string) => between(by.rules.places[id]?.region ?? '', by.region);
      expect(far(first.locationId)).toBe(Math.min(...single.map(far)));
    }),
    { numRuns: 500 },
  );
});

test('given more locations than can be looked at in every choice, then at least none of the chosen is needless', () => {
  const many = Array.from({ length: 20 }, (_, at) =>
    shelf((at % 5) + 1, { locationId: `place-${String(at).padStart(2, '0')}` }),
  );
  const few: SourcingRules = { policy: 'fewest-parcels', priority: [], distances: {}, places: {} };
  const { allotments = [] } = allot([{ sku: 'A', quantity: 23, line: 0 }], many, { rules: few });
  const had = allotments.map(({ locationId }) => many.find((each) => each.locationId === locationId)?.available ?? 0);
  const all = had.reduce((sum, units) => sum + units, 0);
  expect(had.every((units) => all - units < 23)).toBe(true);
});
