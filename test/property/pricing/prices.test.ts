import fc from 'fast-check';
import {
  type PriceEntry,
  type PriceScope,
  priceAt,
  withEntry,
  withoutChange,
} from '../../../functions/catalog/domain/price.ts';
import { type Change, draft, laterOf, standingOf } from '../../../functions/pricing/domain/change.ts';
import { shownTo } from '../../../functions/pricing/domain/embargo.ts';
import { type Observation, parcelsOf, withObservations } from '../../../functions/pricing/domain/market.ts';

const hour = fc.integer({ min: 0, max: 23 });
const instant = hour.map((at) => `2026-11-22T${String(at).padStart(2, '0')}:00:00.000Z`);
const maybe = <Value>(...values: Value[]) => fc.constantFrom(undefined, ...values);

const scope = fc.record({
  channel: maybe('web' as const, 'live' as const),
  locationId: maybe('s1', 's2'),
  tier: maybe('gold', 'silver'),
});

const entry: fc.Arbitrary<PriceEntry> = fc
  .tuple(scope, fc.integer({ min: 1, max: 999 }), instant, fc.option(instant, { nil: undefined }), fc.nat(2))
  .map(([of, price, from, to, priority]) => ({ ...of, id: '', price, from, to, priority }));

const entries = fc.array(entry, { maxLength: 12 }).map((all) => all.map((each, at) => ({ ...each, id: `c${at}` })));

/** The documented order, said once more and slowly: narrow all down until one is left. */
function slowly(base: number, prices: readonly PriceEntry[], asked: PriceScope, now: string): number {
  const said = (value: string | undefined) => value !== undefined;
  const width = (of: PriceScope) =>
    [of.locationId, of.tier, of.channel].map((value) => (said(value) ? '1' : '0')).join('');
  const isFor = (of: PriceScope) =>
    (['channel', 'locationId', 'tier'] as const).every((name) => !said(of[name]) || of[name] === asked[name]);
  const all = [{ id: '', price: base, from: '', priority: 0 } as PriceEntry, ...prices];
  const valid = all.filter((each) => each.from <= now && !(each.to !== undefined && each.to <= now) && isFor(each));
  const ranked = valid.map((each) => ({
    each,
    rank: `${width(each)} ${each.priority} ${each.from.padEnd(24)} ${each.id.padEnd(4)}`,
  }));
  return ranked.sort((a, b) => (a.rank < b.rank ? 1 : -1))[0]?.each.price ?? base;
}

test('the price is the one that the documented order says, in whatever order the entries stand', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 999 }),
      entries,
      scope,
      instant,
      fc.boolean(),
      (price, prices, asked, now, turned) => {
        const stored = turned ? prices.toReversed() : prices;
        expect(priceAt({ price, prices: stored }, { ...asked, now })).toBe(slowly(price, prices, asked, now));
      },
    ),
  );
});

test('a change that is taken back leaves every price at every time as it was', () => {
  fc.assert(
    fc.property(entries, entry, scope, instant, instant, (prices, added, asked, now, later) => {
      const seenAt = laterOf(now, later);
      const kept = withEntry(prices, { ...added, id: 'added' }, now) ?? [];
      const back = withoutChange(kept, 'added');
      const price = (of: readonly PriceEntry[]) => priceAt({ price: 500, prices: of }, { ...asked, now: seenAt });
      expect(price(back)).toBe(price(prices));
    }),
  );
});

const observation: fc.Arbitrary<Observation> = fc.record({
  sku: fc.constantFrom('A', 'B', 'C'),
  competitor: fc.constantFrom('X', 'Y', 'Z'),
  price: fc.integer({ min: 1, max: 99 }),
  observedAt: instant,
});

test('what is known of the market does not depend on the order, nor on how often it is told', () => {
  const ofA = fc.array(
    observation.map((each) => ({ ...each, sku: 'A' })),
    { maxLength: 20 },
  );
  fc.assert(
    fc.property(ofA, fc.infiniteStream(fc.nat()), (told, luck) => {
      const empty = { sku: 'A', latest: {}, version: 0 };
      const shuffled = told
        .concat(told)
        .map((each) => ({ each, luck: luck.next().value }))
        .sort((a, b) => a.luck - b.luck)
        .map(({ each }) => each);
      expect(withObservations(empty, shuffled).latest).toEqual(withObservations(empty, told).latest);
    }),
  );
});

test('a batch is cut into commits that each fit, and everything is in one of them once', () => {
  const many = fc.array(fc.tuple(fc.nat(400), fc.nat(2), instant), { maxLength: 500 });
  fc.assert(
    fc.property(many, (seeds) => {
      const told = seeds.map(([sku, competitor, observedAt]) => ({
        sku: `S${sku}`,
        competitor: `C${competitor}`,
        price: 1,
        observedAt,
      }));
      const parcels = parcelsOf(told);
      const nameOf = (each: Observation) => `${each.sku} ${each.competitor} ${each.observedAt}`;
      const sizes = parcels.map((parcel) => parcel.length + new Set(parcel.map(({ sku }) => sku)).size + 1);
      expect(Math.max(0, ...sizes)).toBeLessThanOrEqual(100);
      expect(parcels.flat().map(nameOf).sort()).toEqual([...new Set(told.map(nameOf))].sort());
    }),
    { numRuns: 40 },
  );
});

test('nobody who is not told of planned prices ever reads one before it holds', () => {
  const status = fc.constantFrom<Change['status']>('draft', 'approved', 'reverted', 'withdrawn');
  fc.assert(
    fc.property(status, instant, instant, instant, instant, (is, from, to, revertedAt, later) => {
      const now = laterOf(revertedAt, later);
      const asked = { reason: 'x', entries: [{ sku: 'A', price: 77_777 }] };
      const change = {
        ...draft('c', asked, undefined, { author: 'ann', now: from }),
        status: is,
        from,
        to,
        revertedAt,
      };
      const shown = JSON.stringify(shownTo(change, { id: 'bob', roles: ['staff'] }, { readers: [] }, now));
      const held = standingOf(change, now) !== 'draft' && from <= now && is !== 'withdrawn';
      if (!held) expect(shown).not.toContain('77777');
    }),
  );
});
