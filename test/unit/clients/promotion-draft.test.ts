import { bodyOf, fieldsOf, formOf, placeOf, withoutRow } from '../../../clients/console/src/promotions/draft.ts';
import { KINDS, partsOf } from '../../../clients/console/src/promotions/fields.ts';
import { isWanted, phaseOf } from '../../../clients/console/src/promotions/listed.ts';
import { monthAfter, runsOn, weeksOf } from '../../../clients/console/src/promotions/month.ts';
import { instantOf, localOf } from '../../../clients/console/src/promotions/zone.ts';
import { createPromotion } from '../../../functions/promotions/routes.ts';

const shop = { currency: 'CNY', timeZone: 'Asia/Shanghai' };

const common = {
  name: { zh: '满减', en: 'Threshold' },
  validFrom: '2026-11-21T16:00:00.000Z',
  validTo: '2026-11-24T16:00:00.000Z',
  dailyWindow: { from: '20:00', to: '02:00' },
  weekdays: [1, 7],
  layer: 'shop',
  priority: -3,
  exclusiveGroup: 'g',
  scope: { skus: ['A', 'B'], categories: ['food/fruit'], channels: ['web'], firstOrderOnly: true },
  stacking: { class: 'c', combinesWith: [] },
  limits: { budget: 123_456, hourly: 100, totalUses: 9, onExhaustion: 'cap', autoStop: true },
  funders: [{ funder: 'brand', percent: 12.5 }],
  returnPolicy: { policy: 'claw-back', cap: 50 },
  coupon: { mode: 'unique', count: 10, claim: 'closed' },
  terms: { zh: '规则' },
  comparedPrices: [{ sku: 'A', price: 900, label: 'list' }],
};

const EFFECTS: Record<string, object> = {
  'percent-off': { percent: 12.5, cap: 990 },
  'amount-off': { amount: 1 },
  'fixed-price': { price: 990 },
  'threshold-off': {
    tiers: [
      { spend: 10_000, off: 1_000 },
      { quantity: 3, percent: 5 },
    ],
    repeat: true,
  },
  'buy-x-get-y': { buy: { quantity: 2 }, get: { quantity: 1, percent: 100, skus: ['A'] } },
  gift: { spend: 100, gifts: [{ sku: 'A', quantity: 1 }] },
  bundle: {
    items: [
      { sku: 'A', quantity: 1 },
      { sku: 'B', quantity: 2 },
    ],
    price: 100,
  },
  'free-shipping': { spend: 100 },
  'points-multiplier': { factor: 2 },
  'flash-sale': { price: 1, quota: 5, perCustomer: 2 },
  'group-buy': { price: 1, people: 3, hours: 24 },
  referral: { reward: { promotionId: 'promotion_1' }, maxPerReferrer: 5 },
  lottery: { prizes: [{ prizeId: 'p', name: { zh: '奖' }, value: 100, count: 1, odds: 10 }], per: 'order' },
};

describe('given a promotion with every field said', () => {
  test.each(KINDS)('when a %s is opened in the editor and saved as it is, then nothing of it is lost', (kind) => {
    const promotion = { ...common, kind, effect: EFFECTS[kind] };
    const body = bodyOf(kind, formOf(promotion, shop), shop);
    expect(body).toEqual(promotion);
    expect(createPromotion.body?.safeParse(body).error).toBeUndefined();
  });

  test('then each kind has a field for each of its terms', () => {
    expect(Object.keys(EFFECTS).sort()).toEqual([...KINDS].sort());
    for (const kind of KINDS) expect(partsOf(kind)[0]?.fields.length).toBeGreaterThan(1);
  });
});

describe('given steps in the editor', () => {
  const tiers = partsOf('threshold-off')[0]?.rows?.[0];
  const form = { 'effect.tiers.0.spend': '1', 'effect.tiers.1.spend': '2', 'effect.tiers.2.spend': '3' };

  test('when one is taken away, then those below move up', () => {
    const left = tiers && withoutRow(form, tiers, 1);
    expect(left).toEqual({ 'effect.tiers.0.spend': '1', 'effect.tiers.1.spend': '3' });
  });

  test.each([
    ['effect.tiers.1.spend', 'effect.tiers.1.spend'],
    ['effect.tiers.1', 'effect.tiers.1.spend'],
    ['name', 'name.zh'],
    ['scope.skus.3', 'scope.skus'],
    ['rehearsal', undefined],
  ])('when %s is refused, then it is said at %s', (path, place) => {
    expect(placeOf({ path, code: 'x' }, fieldsOf('threshold-off', form))).toBe(place);
  });
});

describe('given the clock of the shop', () => {
  test.each([
    ['Asia/Shanghai', '2026-11-22T00:30', '2026-11-21T16:30:00.000Z'],
    ['Europe/Berlin', '2026-03-29T04:00', '2026-03-29T02:00:00.000Z'],
    ['Europe/Berlin', '2026-10-25T12:00', '2026-10-25T11:00:00.000Z'],
  ])('when %s shows %s, then it is %s, and back', (zone, local, instant) => {
    expect(instantOf(local, zone)).toBe(instant);
    expect(localOf(instant, zone)).toBe(local);
  });
});

describe('given a calendar', () => {
  const listed = { ...common, kind: 'gift', promotionId: 'p', version: 1, state: 'published', createdAt: '' };
  const promotion = { ...listed, effect: EFFECTS.gift } as unknown as Parameters<typeof runsOn>[0];

  test('when a month is laid out, then it begins on its weekday and has all its days', () => {
    const weeks = weeksOf('2026-11');
    expect(weeks[0]).toEqual([...Array(6).fill(undefined), '2026-11-01']);
    expect(weeks.flat().filter(Boolean)).toHaveLength(30);
    expect(monthAfter('2026-12', 1)).toBe('2027-01');
  });

  test('when a promotion runs for three days of the shop, on Mondays and Sundays, then it is on these only', () => {
    const days = weeksOf('2026-11')
      .flat()
      .filter((day) => day !== undefined);
    expect(days.filter((day) => runsOn(promotion, day, shop.timeZone))).toEqual(['2026-11-22', '2026-11-23']);
  });

  test('when it is looked for, then by any of its names and by where it stands', () => {
    const at = Date.parse('2026-11-22T00:00:00Z');
    expect(phaseOf(promotion, at)).toBe('running');
    expect(isWanted(promotion, { text: 'thresh', phase: 'running', kind: 'gift' }, at)).toBe(true);
    expect(isWanted(promotion, { text: '满', phase: 'ended', kind: '' }, at)).toBe(false);
  });
});
