import fc from 'fast-check';
import { candidatesOf } from '../../../functions/promotions/domain/candidates.ts';
import type { Cart } from '../../../functions/promotions/domain/cart.ts';
import { compile, patch, type Snapshot } from '../../../functions/promotions/domain/compile.ts';
import { isHeldOut } from '../../../functions/promotions/domain/hold-out.ts';
import type { Published } from '../../../functions/promotions/domain/promotion.ts';

const some = <Value>(...values: Value[]) => fc.subarray(values, { minLength: 1 });
const maybe = <Value>(arbitrary: fc.Arbitrary<Value>) => fc.option(arbitrary, { nil: undefined, freq: 2 });

const CATEGORIES = ['food', 'food/fruit', 'food/fruit/apple', 'food/nuts', 'foo'];
const scope = fc.record({
  skus: maybe(some('A', 'B', 'C')),
  categories: maybe(some(...CATEGORIES)),
  brands: maybe(some('x', 'y')),
  excludeSkus: maybe(some('A', 'B')),
  excludeCategories: maybe(some('food/fruit', 'foo')),
  excludeBrands: maybe(some('x')),
  channels: maybe(some('web', 'live')),
  locations: maybe(some('s1', 's2')),
  tiers: maybe(some('gold', 'silver')),
  segments: maybe(some('p', 'q')),
  creators: maybe(some('c1')),
  liveSessions: maybe(some('l1')),
  firstOrderOnly: maybe(fc.boolean()),
  holdOut: maybe(fc.constantFrom(5, 50)),
});

const HOURS = [
  '2026-11-20T15:59:59.999Z',
  '2026-11-20T16:00:00.000Z',
  '2026-11-20T18:30:00.000Z',
  '2026-11-21T01:00:00.000Z',
];
const hour = fc.constantFrom(...HOURS);
const dailyWindow = fc.constantFrom({ from: '09:00', to: '18:00' }, { from: '22:00', to: '02:00' });

const promotion = fc
  .record({ scope, from: hour, to: hour, dailyWindow: maybe(dailyWindow), weekdays: maybe(some(5, 6)) })
  .map(({ scope: wanted, from, to, ...hours }) => ({
    name: 'p',
    kind: 'amount-off' as const,
    effect: { amount: 1 },
    layer: 'item' as const,
    priority: 0,
    version: 1,
    validFrom: from,
    validTo: to,
    scope: wanted,
    ...hours,
  }));

const promotions = fc
  .array(promotion, { minLength: 1, maxLength: 12 })
  .map((all) => all.map((one, index) => ({ ...one, promotionId: `p${index}` }) as Published));

const line = fc.record({
  sku: fc.constantFrom('A', 'B', 'C', 'D'),
  category: fc.constantFrom(...CATEGORIES, 'other'),
  brand: maybe(fc.constantFrom('x', 'y', 'z')),
});

const cart = fc
  .record({
    lines: fc.array(line, { minLength: 1, maxLength: 4 }),
    channel: fc.constantFrom('web', 'live', 'store'),
    now: hour,
    locationId: maybe(fc.constantFrom('s1', 's3')),
    tier: maybe(fc.constantFrom('gold', 'iron')),
    segments: maybe(some('p', 'r')),
    creatorId: maybe(fc.constant('c1')),
    liveSessionId: maybe(fc.constant('l1')),
    firstOrder: maybe(fc.boolean()),
    personalised: maybe(fc.boolean()),
    customerId: maybe(fc.constantFrom('ann', 'bob', 'cem')),
  })
  .map(({ lines, ...facts }): Cart => {
    const priced = lines.map((one) => ({ ...one, quantity: 1, unitPrice: 100 }));
    return { ...facts, lines: priced, couponCodes: [], timeZone: 'Asia/Shanghai' };
  });

const isIn = (values: string[] | undefined, value: string | undefined) => !values || values.includes(value ?? '');
const isUnder = (category: string, paths: string[]) =>
  paths.some((path) => category === path || category.startsWith(`${path}/`));

/** Shanghai is eight hours ahead all year; 2026-11-20 is a Friday. */
function isOpen({ dailyWindow: hours = { from: '00:00', to: '24:00' }, weekdays = [5, 6, 7] }: Published, now: string) {
  const local = new Date(Date.parse(now) + 8 * 3_600_000).toISOString();
  const [day, time] = [Number(local.slice(8, 10)) - 15, local.slice(11, 16)];
  const isLate = hours.from > hours.to && time < hours.to;
  const isDuring = hours.from < hours.to ? hours.from <= time && time < hours.to : isLate || hours.from <= time;
  return isDuring && weekdays.includes(isLate ? day - 1 : day);
}

/** Nobody who is not known is on either side of a hold-out. */
const isTreated = ({ promotionId, scope: { holdOut } }: Published, { customerId }: Cart) =>
  holdOut === undefined || (customerId !== undefined && !isHeldOut(promotionId, customerId, holdOut));

function isFor(promotion: Published, buyer: Cart): boolean {
  const { scope: s } = promotion;
  const isPersonal = s.tiers ?? s.segments ?? s.firstOrderOnly;
  return (
    isIn(s.channels, buyer.channel) &&
    isIn(s.locations, buyer.locationId) &&
    isIn(s.tiers, buyer.tier) &&
    isIn(s.creators, buyer.creatorId) &&
    isIn(s.liveSessions, buyer.liveSessionId) &&
    (!s.segments || s.segments.some((one) => buyer.segments?.includes(one))) &&
    (!s.firstOrderOnly || buyer.firstOrder === true) &&
    (!isPersonal || buyer.personalised !== false) &&
    isTreated(promotion, buyer)
  );
}

const covers = ({ scope: s }: Published, { sku, category, brand }: Cart['lines'][number]) =>
  isIn(s.skus, sku) &&
  (!s.categories || isUnder(category, s.categories)) &&
  isIn(s.brands, brand) &&
  !s.excludeSkus?.includes(sku) &&
  !isUnder(category, s.excludeCategories ?? []) &&
  !s.excludeBrands?.includes(brand ?? '');

/** Every promotion looked at, one by one. */
function expected(all: readonly Published[], buyer: Cart): string[] {
  return all
    .filter((one) => one.validFrom <= buyer.now && buyer.now < one.validTo && isOpen(one, buyer.now))
    .filter((one) => isFor(one, buyer) && buyer.lines.some((of) => covers(one, of)))
    .map(({ promotionId }) => promotionId)
    .sort();
}

const found = (snapshot: Snapshot, buyer: Cart) =>
  candidatesOf(snapshot, buyer, [], buyer.lines)
    .candidates.map((one) => one.promotion.promotionId)
    .sort();

describe('the index of promotions', () => {
  test('finds for any cart, at any hour, those that looking at every promotion finds', () => {
    fc.assert(
      fc.property(promotions, fc.array(cart, { minLength: 1, maxLength: 5 }), (all, carts) => {
        const snapshot = compile(all);
        for (const buyer of carts) expect(found(snapshot, buyer)).toEqual(expected(all, buyer));
      }),
      { numRuns: 400 },
    );
  });

  test('is the same after changes as when it is made anew, and leaves what was there as it was', () => {
    fc.assert(
      fc.property(promotions, promotions, fc.subarray([...Array(12).keys()]), cart, (before, after, gone, buyer) => {
        const old = compile(before);
        const seen = found(old, buyer);
        const removed = gone.map((index) => `p${index}`);
        const added = after.filter((_, index) => index % 2 === 0);
        const now = patch(old, removed, added);
        const names = new Set([...removed, ...added.map(({ promotionId }) => promotionId)]);
        const rest = [...before.filter(({ promotionId }) => !names.has(promotionId)), ...added];
        expect(found(now, buyer)).toEqual(expected(rest, buyer));
        expect(found(old, buyer)).toEqual(seen);
      }),
      { numRuns: 300 },
    );
  });
});
