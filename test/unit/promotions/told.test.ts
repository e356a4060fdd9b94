import { withCodes } from '../../../functions/promotions/coupon-asked.ts';
import type { Cart, Evaluation } from '../../../functions/promotions/domain/cart.ts';
import { compile } from '../../../functions/promotions/domain/compile.ts';
import { evaluate } from '../../../functions/promotions/domain/evaluate.ts';
import type { Published } from '../../../functions/promotions/domain/promotion.ts';

const base = {
  version: 1,
  kind: 'amount-off',
  layer: 'item',
  priority: 0,
  validFrom: '2026-11-01T00:00:00.000Z',
  validTo: '2026-12-01T00:00:00.000Z',
  scope: {},
};

const of = (promotionId: string, amount: number, more: object = {}) =>
  ({
    ...base,
    promotionId,
    name: { zh: `优惠${promotionId}`, en: promotionId },
    effect: { amount },
    ...more,
  }) as Published;

const cart = (language: string | undefined): Cart => ({
  lines: [{ sku: 'TEA', quantity: 1, unitPrice: 1_000, category: 'tea' }],
  channel: 'web',
  couponCodes: [],
  now: '2026-11-21T04:00:00.000Z',
  timeZone: 'Asia/Shanghai',
  currency: 'CNY',
  ...(language ? { language } : {}),
});

const told = (promotions: Published[], language?: string) => {
  const coupons = promotions.flatMap(({ coupon, promotionId }) => (coupon ? [{ code: 'C', promotionId }] : []));
  const { rejected } = evaluate(compile(promotions), cart(language), coupons);
  return rejected.map(({ promotionId, detail, by }) => [promotionId, detail, by]);
};

const HAN = /\p{Script=Han}/u;

describe('why a promotion was not given', () => {
  test('given one that saves more, then by how much, in the language of the buyer', () => {
    const both = [of('a', 100), of('b', 250)];
    expect(told(both, 'en')).toEqual([['a', '“b” saves ¥1.50 more.', 150]]);
    expect(told(both, 'zh-CN')).toEqual([['a', '「优惠b」再多省¥1.50。', 150]]);
  });

  test('given one that saves as much, then that it does, and not that it is better', () => {
    const both = [of('a', 100), of('b', 100)];
    expect(told(both, 'en')).toEqual([['b', '“a” saves just as much.', 0]]);
    expect(told(both, 'zh')).toEqual([['b', '「优惠a」同样优惠。', 0]]);
  });

  test.each([
    ['a step that is not reached', { kind: 'threshold-off', effect: { tiers: [{ spend: 9_000, off: 10 }] } }],
    ['hours of the day', { dailyWindow: { from: '20:00', to: '21:00' }, layer: 'coupon', coupon: { mode: 'single' } }],
    ['a used up account', { limits: { budget: 1 } }],
  ])('given %s, then in the language of the buyer, in Chinese where he says none', (_what, more) => {
    const one = [of('a', 100, more)];
    const says = (language?: string) => String(told(one, language)[0]?.[1]);
    expect([HAN.test(says('en')), HAN.test(says('zh')), says()]).toEqual([false, true, says('zh')]);
  });

  test('given a used coupon, then so, too', () => {
    const nothing = { applied: [], uses: [], rejected: [], spentCoupons: [] } as unknown as Evaluation;
    const spent = [{ code: 'C', promotionId: 'p', validTo: '2027-01-01T00:00:00.000Z' }];
    const saysIn = (language: string) =>
      withCodes(nothing, { coupons: [], once: new Map(), spent }, language).rejected[0]?.detail ?? '';
    expect([HAN.test(saysIn('en-GB')), HAN.test(saysIn('zh'))]).toEqual([false, true]);
  });
});
