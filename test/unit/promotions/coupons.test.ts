import { askedFor, withCodes } from '../../../functions/promotions/coupon-asked.ts';
import type { StoredCoupon } from '../../../functions/promotions/coupon-use.ts';
import { alertsDue, percentGiven, perHour } from '../../../functions/promotions/domain/burn-down.ts';
import type { Evaluation } from '../../../functions/promotions/domain/cart.ts';
import { codeFrom, codesFrom, issuedOf, nextCodes } from '../../../functions/promotions/domain/coupon-code.ts';

const coupon = (code: string, more: Partial<StoredCoupon> = {}): [string, StoredCoupon] => [
  code,
  { code, promotionId: `p-${code}`, validTo: '2027-01-01T00:00:00.000Z', ...more },
];

const stored = new Map([
  coupon('ALL'),
  coupon('MINE', { mode: 'unique', claimedBy: 'me' }),
  coupon('YOURS', { mode: 'unique', claimedBy: 'you' }),
  coupon('GONE', { mode: 'unique', usedBy: 'order_1' }),
]);

const ask = (...codes: string[]) => askedFor(codes, stored, 'me');

test('a code brings its promotion to its owner; anybody else is told that it is unknown, and what was used is spent', () => {
  const { coupons, once, spent } = ask('all', 'MINE', 'YOURS', 'GONE', 'NONE');
  expect(coupons).toEqual([
    { code: 'ALL', promotionId: 'p-ALL' },
    { code: 'MINE', promotionId: 'p-MINE' },
    { code: 'NONE' },
    { code: 'YOURS' },
  ]);
  expect([[...once], spent.map(({ code }) => code)]).toEqual([[['p-MINE', 'MINE']], ['GONE']]);
});

test('a code that works once is used even where its promotion has no limits; a spent one is told', () => {
  const applied = [{ promotionId: 'p-MINE', label: '', amount: 7 }];
  const none = { applied, uses: [], rejected: [], spentCoupons: [] } as unknown as Evaluation;
  expect(withCodes(none, ask('MINE'), 'en').uses).toEqual([
    { promotionId: 'p-MINE', amount: 7, limits: {}, byCoupon: true, code: 'MINE' },
  ]);
  const spent = withCodes(none, ask('GONE'), 'en');
  expect([spent.spentCoupons, spent.rejected]).toMatchObject([
    ['coupon-used'],
    [{ promotionId: 'p-GONE', code: 'promotions.coupon-used' }],
  ]);
  expect(withCodes(none, ask('ALL'), 'en')).toBe(none);
});

test('codes follow from their seed: the same again, others for others, of letters that nobody mistakes', () => {
  const codes = Array.from({ length: 2_000 }, (_, number) => codeFrom('seed', number));
  expect(new Set(codes).size).toBe(2_000);
  expect(codes.every((code) => /^[2-9A-HJ-NP-Z]{12}$/.test(code))).toBe(true);
  expect([codeFrom('seed', 7), codeFrom('other', 7) === codeFrom('seed', 7)]).toEqual([codes[7], false]);
});

test('given numbers that are taken, when the rest is issued, then there are as many codes as ordered', () => {
  let issue = { seed: 's', count: 10, next: 0, taken: [2, 5] as number[] };
  const codes: string[] = [];
  for (let round = 0; round < 9; round += 1) {
    const part = nextCodes(issue, 3);
    codes.push(...part.codes.map(({ code }) => code));
    issue = { ...issue, next: part.next };
  }
  expect([new Set(codes).size, issuedOf(issue)]).toEqual([10, 10]);
  expect(codesFrom(issue, 0, 10).map(({ code }) => code)).toEqual(codes);
});

test('alerts are due once each, by whatever is scarcest', () => {
  const totals = { left: {}, held: { money: 300, uses: 1, units: 0 }, spent: { money: 100, uses: 7, units: 0 } };
  expect(percentGiven({ money: 1_000, uses: 10 }, totals)).toBe(80);
  expect(alertsDue(80, [])).toEqual([50, 80]);
  expect(alertsDue(100, [{ percent: 50, at: '' }])).toEqual([80, 100]);
  expect(alertsDue(49, [])).toEqual([]);
});

test('the burn-down says what each hour gave, and less than nothing where more came back', () => {
  const point = (hour: string, held: number, spent: number) => ({ hour, held, spent, uses: 1 });
  const points = [point('T08', 30, 0), point('T09', 10, 50), point('T11', 0, 40)];
  expect(perHour(points).map(({ given }) => given)).toEqual([30, 30, -20]);
});
