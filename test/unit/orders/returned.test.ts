import type { Granted, PricedLine } from '../../../functions/orders/domain/order.ts';
import { owedFor } from '../../../functions/orders/domain/returned.ts';

const line = (sku: string, quantity: number, unitPrice: number, off = 0): PricedLine => {
  const gross = quantity * unitPrice;
  const discounts = off > 0 ? [{ promotionId: 'promo_1', label: 'Off', amount: off }] : [];
  return { sku, quantity, unitPrice, gross, discounts, net: gross - off };
};

/** Three at 100.00, 30.00 off from 200.00 on. */
const three = [line('TEA', 3, 10_000, 3_000)];
const term = (returns?: Granted['returns']): Granted[] => [
  { promotionId: 'promo_1', version: 1, ...(returns ? { returns } : {}) },
];
const tiers = [{ spend: 20_000, off: 3_000 }];

const owed = (lines: PricedLine[], terms: Granted[], units: Record<string, number>) =>
  owedFor({ lines, terms }, units).total;

describe('what is owed for goods that come back', () => {
  test.each([
    ['keep', undefined, [9_000, 18_000, 27_000]],
    // Two kept still reach the threshold and cost 170.00; one alone costs its 100.00.
    ['reprice', { policy: 'reprice', tiers }, [10_000, 17_000, 27_000]],
    // The threshold is lost with the second: what the last one had of it, 10.00, is taken from the refund.
    ['claw-back', { policy: 'claw-back', tiers }, [9_000, 17_000, 27_000]],
    ['claw-back up to 6.00', { policy: 'claw-back', cap: 600, tiers }, [9_000, 17_400, 27_000]],
  ] as const)('given a threshold and the policy %s, then one, two and three give %j back', (_, returns, refunds) => {
    const terms = term(returns as Granted['returns']);
    expect([1, 2, 3].map((count) => owed(three, terms, { TEA: count }))).toEqual(refunds);
  });

  test('given goods that would cost more alone than all did together, when the rest comes back, then nobody owes anything', () => {
    const terms = term({ policy: 'reprice', tiers: [{ spend: 30_000, off: 15_000 }] });
    const lines = [line('X', 1, 5_000, 2_143), line('Y', 1, 10_000, 4_286), line('Z', 1, 20_000, 8_571)];
    // 200.00 paid. Z alone would cost 200.00, but with goods of 100.00 more it cost 150.00: that is what is kept to be paid.
    expect(owed(lines, terms, { X: 1, Y: 1 })).toBe(5_000);
    expect(owed(lines, terms, { Y: 1 })).toBe(5_000);
    expect(owed(lines, terms, { X: 1 })).toBe(5_000);
    expect(owed(lines, terms, { X: 1, Y: 1, Z: 1 })).toBe(20_000);
  });

  test('given steps by pieces and every full step, then the steps that are lost are lost', () => {
    const terms = term({ policy: 'reprice', tiers: [{ quantity: 2, off: 500 }], repeat: true });
    expect([1, 2, 3, 4].map((count) => owed([line('CUP', 4, 2_000, 1_000)], terms, { CUP: count }))).toEqual([
      1_500, 3_500, 5_000, 7_000,
    ]);
  });

  test('given a SKU on two lines, then its units come back from the first line first', () => {
    const lines = [line('TEA', 1, 1_000, 100), line('TEA', 2, 1_000)];
    expect([1, 2, 3].map((count) => owedFor({ lines, terms: term() }, { TEA: count }).worth)).toEqual([
      [900, 0],
      [900, 1_000],
      [900, 2_000],
    ]);
  });

  test('given shipping and tax on a line, then each unit brings its part of them back', () => {
    const lines = [{ ...line('TEA', 3, 1_000), shipping: 800, tax: 100 }];
    expect([1, 2, 3].map((count) => owed(lines, [], { TEA: count }))).toEqual([1_301, 2_601, 3_900]);
  });

  test('given tax on top of the price, when a threshold is lost, then the tax of what is kept follows its price', () => {
    // 13 % on 270.00 is 35.10; one that is kept without its discount costs 100.00 and 13.00 of tax.
    const lines = three.map((one) => ({ ...one, tax: 3_510 }));
    const terms = term({ policy: 'reprice', tiers });
    expect(owedFor({ lines, terms }, { TEA: 2 })).toMatchObject({ total: 19_210, lost: 1_130, lostTax: 130 });
    expect(owed(lines, terms, { TEA: 3 })).toBe(30_510);
  });

  test('given a threshold that was rounded up, when its goods are back, then goods it was never given for cost what they cost', () => {
    const lines = [{ ...line('TEA', 1, 60, 1), tax: 30 }, line('CUP', 3, 1)];
    const terms = term({ policy: 'reprice', tiers: [{ quantity: 1, percent: 0.8 }] });
    expect([0, 1, 2, 3].map((cups) => owed(lines, terms, { TEA: 1, CUP: cups }))).toEqual([89, 90, 91, 92]);
  });

  test('given tax within the price, when a threshold is lost, then the refund is as without, and its tax is told', () => {
    const lines = three.map((one) => ({ ...one, taxIncluded: 3_106 }));
    const terms = term({ policy: 'reprice', tiers });
    expect(owedFor({ lines, terms }, { TEA: 2 })).toMatchObject({ total: 17_000, lost: 1_000, lostTax: 115 });
  });

  test('given a discount that a brand shares, then the returned unit gives each of them its own back', () => {
    const terms = [{ promotionId: 'promo_1', version: 4, funders: [{ funder: 'brand', percent: 60 }] }];
    expect(owedFor({ lines: three, terms }, { TEA: 1 }).parts.grants).toEqual([
      { promotionId: 'promo_1', version: 4, funder: 'brand', amount: 600 },
      { promotionId: 'promo_1', version: 4, funder: 'shop', amount: 400 },
    ]);
  });
});
