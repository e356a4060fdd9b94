import type { Cart, CartLine } from '../../../functions/promotions/domain/cart.ts';
import { compile } from '../../../functions/promotions/domain/compile.ts';
import { evaluate } from '../../../functions/promotions/domain/evaluate.ts';
import type { Published } from '../../../functions/promotions/domain/promotion.ts';

const NOW = '2026-11-21T04:00:00.000Z';

const TEN_PERCENT: Published = {
  promotionId: 'ten',
  version: 1,
  name: { zh: '九折', en: 'Ten off' },
  kind: 'percent-off',
  effect: { percent: 10 },
  layer: 'item',
  priority: 0,
  validFrom: '2026-11-01T00:00:00.000Z',
  validTo: '2026-12-01T00:00:00.000Z',
  scope: {},
};

const THRESHOLD: Published = {
  ...TEN_PERCENT,
  promotionId: 'step',
  name: '满减',
  kind: 'threshold-off',
  layer: 'shop',
  effect: {
    tiers: [
      { spend: 10_000, off: 1_000 },
      { spend: 20_000, off: 3_000 },
    ],
  },
};

const TEA: CartLine = { sku: 'TEA', quantity: 2, unitPrice: 3_333, category: 'tea', brand: 'Leaf' };
const CUP: CartLine = { sku: 'CUP', quantity: 1, unitPrice: 5_001, category: 'ware' };

const cart = (more: Partial<Cart> = {}): Cart => ({
  lines: [TEA, CUP],
  channel: 'web',
  couponCodes: [],
  now: NOW,
  timeZone: 'Asia/Shanghai',
  ...more,
});

const change = (promotion: Published, more: object) => ({ ...promotion, ...more }) as Published;

const quote = (promotions: Published[], more: Partial<Cart> = {}) => evaluate(compile(promotions), cart(more), []);

const codesOf = (promotions: Published[], more: Partial<Cart> = {}) =>
  quote(promotions, more).rejected.map(({ promotionId, code }) => [promotionId, code]);

describe('evaluate', () => {
  test('given no promotion, when a cart is priced, then its nets are its gross amounts', () => {
    expect(quote([])).toEqual({
      lines: [
        { sku: 'TEA', quantity: 2, unitPrice: 3_333, gross: 6_666, discounts: [], net: 6_666 },
        { sku: 'CUP', quantity: 1, unitPrice: 5_001, gross: 5_001, discounts: [], net: 5_001 },
      ],
      applied: [],
      rejected: [],
      hints: [],
      discountTotal: 0,
      terms: [],
      uses: [],
      spentCoupons: [],
    });
  });

  test('given a percentage in the item layer, then each line is rounded half up by itself', () => {
    const { lines, applied, discountTotal } = quote([TEN_PERCENT]);
    expect(lines.map(({ net }) => net)).toEqual([5_999, 4_501]);
    expect(lines[0]?.discounts).toEqual([{ promotionId: 'ten', label: '九折', amount: 667 }]);
    expect(applied).toEqual([{ promotionId: 'ten', label: '九折', amount: 1_167 }]);
    expect(discountTotal).toBe(1_167);
  });

  test('given a percentage above the item layer, then it is rounded once and split by largest remainder', () => {
    const { lines, discountTotal } = quote([change(TEN_PERCENT, { layer: 'shop' })]);
    expect(discountTotal).toBe(1_167);
    expect(lines.map(({ gross, net }) => gross - net)).toEqual([667, 500]);
  });

  test('given a cap, then no more is taken than the cap', () => {
    expect(quote([change(TEN_PERCENT, { effect: { percent: 10, cap: 500 } })]).discountTotal).toBe(500);
  });

  test('given an amount off each unit that is more than the price, then the line is free and not below', () => {
    const promotion = change(TEN_PERCENT, { kind: 'amount-off', effect: { amount: 4_000 } });
    expect(quote([promotion]).lines.map(({ net }) => net)).toEqual([0, 1_001]);
  });

  test('given a later layer, then its threshold looks at what the earlier one left, and tells what is missing', () => {
    expect(quote([THRESHOLD]).discountTotal).toBe(1_000);
    const { applied, hints } = quote([TEN_PERCENT, THRESHOLD]);
    expect(applied.map(({ promotionId }) => promotionId)).toEqual(['ten', 'step']);
    const text = '再买¥95可享「满减」';
    expect(hints).toEqual([{ promotionId: 'step', label: '满减', missing: 20_000 - 10_500, unit: 'minor', text }]);
    const higher = change(THRESHOLD, { effect: { tiers: [{ spend: 10_501, off: 1_000 }] } });
    expect(codesOf([TEN_PERCENT, higher])).toEqual([['step', 'promotions.below-threshold']]);
    expect(quote([TEN_PERCENT, higher]).hints[0]?.missing).toBe(1);
  });

  test.each([
    [{ tiers: [{ spend: 5_000, off: 500 }], repeat: true }, 1_000, 15_000 - 11_667],
    [{ tiers: [{ quantity: 3, percent: 20 }] }, 2_333, undefined],
    [{ tiers: [{ quantity: 1, off: 100 }], repeat: true }, 300, 1],
    [{ tiers: [{ spend: 11_667, off: 99_999 }] }, 11_667, undefined],
  ])('given the steps %j, then they take %i', (effect, amount, missing) => {
    const { discountTotal, hints } = quote([change(THRESHOLD, { effect })]);
    expect([discountTotal, hints[0]?.missing]).toEqual([amount, missing]);
  });

  test('given an exclusive group, then the one that takes most is given and the others are told they lost', () => {
    const group = { exclusiveGroup: 'one' };
    const small = change(TEN_PERCENT, { ...group, promotionId: 'small', effect: { percent: 5 }, priority: 9 });
    const promotions = [small, change(TEN_PERCENT, group), change(THRESHOLD, group)];
    expect(quote(promotions).applied.map(({ promotionId }) => promotionId)).toEqual(['ten']);
    expect(codesOf(promotions)).toEqual([
      ['small', 'promotions.lost-to-better'],
      ['step', 'promotions.lost-to-better'],
    ]);
  });

  test('given two of a group that take the same, then priority decides, then the id', () => {
    const group = { exclusiveGroup: 'one' };
    const a = change(TEN_PERCENT, { ...group, promotionId: 'a' });
    const b = change(TEN_PERCENT, { ...group, promotionId: 'b' });
    expect(quote([b, a]).applied[0]?.promotionId).toBe('a');
    expect(quote([a, change(b, { priority: 1 })]).applied[0]?.promotionId).toBe('b');
  });

  test.each([
    [{ skus: ['TEA'] }, 667],
    [{ categories: ['ware'] }, 500],
    [{ brands: ['Leaf'] }, 667],
    [{ excludeSkus: ['TEA'] }, 500],
    [{ categories: ['tea'], excludeSkus: ['TEA'] }, 0],
    [{ categories: ['tea'], brands: ['Other'] }, 0],
    [{ channels: ['store'] }, 0],
    [{ channels: ['web'], skus: ['TEA', 'CUP'] }, 1_167],
  ])('given the scope %j, then it takes %i', (scope, amount) => {
    expect(quote([change(TEN_PERCENT, { scope })]).discountTotal).toBe(amount);
  });

  test.each([
    [{ validFrom: NOW }, 1_167],
    [{ validTo: NOW }, 0],
    [{ dailyWindow: { from: '12:00', to: '12:01' } }, 1_167],
    [{ dailyWindow: { from: '11:00', to: '12:00' } }, 0],
    [{ dailyWindow: { from: '22:00', to: '12:01' } }, 1_167],
    [{ dailyWindow: { from: '22:00', to: '02:00' } }, 0],
  ])('given the window %j, when it is noon in the shop, then it takes %i', (window, amount) => {
    expect(quote([change(TEN_PERCENT, window)]).discountTotal).toBe(amount);
  });

  test('given a coupon promotion, then only its code brings it, and a code is never worth more than once', () => {
    const coupon = change(TEN_PERCENT, { layer: 'coupon', coupon: { mode: 'single', code: 'TEN' } });
    const snapshot = compile([coupon]);
    const asked = { code: 'TEN', promotionId: 'ten' };
    expect(evaluate(snapshot, cart(), []).discountTotal).toBe(0);
    expect(evaluate(snapshot, cart(), [asked, { code: 'TEN2', promotionId: 'ten' }]).discountTotal).toBe(1_167);
    const late = compile([change(coupon, { validTo: NOW })]);
    const codes = evaluate(late, cart(), [asked, { code: 'NO' }, { code: 'OFF', promotionId: 'gone' }]).rejected;
    expect(codes.map(({ promotionId, code }) => [promotionId, code])).toEqual([
      ['NO', 'promotions.coupon-unknown'],
      ['OFF', 'promotions.coupon-unknown'],
      ['ten', 'promotions.not-in-window'],
    ]);
  });

  test('given a promotion without coupon, when its id is asked for by a code, then the code is unknown', () => {
    const { rejected, discountTotal } = evaluate(compile([TEN_PERCENT]), cart(), [{ code: 'X', promotionId: 'ten' }]);
    expect(rejected[0]?.code).toBe('promotions.coupon-unknown');
    expect(discountTotal).toBe(1_167);
  });

  test.each([
    [{ totalUses: 2 }, { uses: 2, spent: 0, byCustomer: 0 }, 'promotions.budget-gone'],
    [{ totalUses: 3 }, { uses: 2, spent: 0, byCustomer: 0 }, undefined],
    [{ perCustomer: 1 }, { uses: 1, spent: 0, byCustomer: 1 }, 'promotions.budget-gone'],
    [{ budget: 2_000 }, { uses: 1, spent: 834, byCustomer: 0 }, 'promotions.budget-gone'],
    [{ budget: 2_000 }, { uses: 1, spent: 833, byCustomer: 0 }, undefined],
  ])('given the limits %j and the use %j, then the refusal is %s', (limits, used, code) => {
    const snapshot = compile([change(TEN_PERCENT, { limits })]);
    const { rejected, uses } = evaluate(snapshot, cart(), [], new Map([['ten', used]]));
    expect(rejected[0]?.code).toBe(code);
    expect(uses).toEqual(code ? [] : [{ promotionId: 'ten', amount: 1_167, limits, byCoupon: false }]);
  });

  test('given a language, then labels are in it', () => {
    expect(quote([TEN_PERCENT], { language: 'en-GB' }).applied[0]?.label).toBe('Ten off');
  });
});
