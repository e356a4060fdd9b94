import { compile } from '../../../functions/promotions/domain/compile.ts';
import { evaluate } from '../../../functions/promotions/domain/evaluate.ts';
import { isHeldOut } from '../../../functions/promotions/domain/hold-out.ts';
import { draft, publish, revise } from '../../../functions/promotions/domain/lifecycle.ts';
import type { Definition, Published } from '../../../functions/promotions/domain/promotion.ts';

const ids = Array.from({ length: 20_000 }, (_, at) => `cust_${at}`);
const shareOf = (some: readonly unknown[]) => some.length / ids.length;

const tenth = (holdOut?: number): Definition => ({
  name: 'A tenth off',
  kind: 'percent-off',
  effect: { percent: 10 },
  layer: 'item',
  priority: 0,
  validFrom: '2026-01-01T00:00:00.000Z',
  validTo: '2027-01-01T00:00:00.000Z',
  scope: { skus: ['A'], ...(holdOut ? { holdOut } : {}) },
});

const snapshot = compile([{ ...tenth(20), promotionId: 'p', version: 1 } as Published]);

const quoted = (customerId?: string, sku = 'A') =>
  evaluate(
    snapshot,
    {
      lines: [{ sku, quantity: 1, unitPrice: 1_000, category: 'x' }],
      channel: 'web',
      couponCodes: [],
      now: '2026-06-01T00:00:00.000Z',
      timeZone: 'Asia/Shanghai',
      ...(customerId ? { customerId } : {}),
    },
    [],
  );

const heldOut = ids.find((id) => isHeldOut('p', id, 20));
const treated = ids.find((id) => !isHeldOut('p', id, 20));

describe('who is held out of a promotion', () => {
  test.each([1, 10, 25, 50])('given %s percent, then it is that share of many customers', (percent) => {
    const share = shareOf(ids.filter((id) => isHeldOut('promotion_1', id, percent)));
    // Five standard deviations of chance.
    expect(Math.abs(share - percent / 100)).toBeLessThan(5 * Math.sqrt((percent / 100) * (1 - percent / 100) * 5e-5));
  });

  test('given another promotion, then chance chooses anew', () => {
    const both = ids.filter((id) => isHeldOut('promotion_1', id, 20) && isHeldOut('promotion_2', id, 20));
    expect(shareOf(both)).toBeGreaterThan(0.03);
    expect(shareOf(both)).toBeLessThan(0.05);
  });

  test('given a larger share, then whoever was held out of the smaller one is', () => {
    const small = ids.filter((id) => isHeldOut('p', id, 10));
    expect(small.every((id) => isHeldOut('p', id, 30))).toBe(true);
  });
});

describe('a cart of somebody', () => {
  test('given he is held out, then he pays the full price in silence, and the answer says on which side he is', () => {
    expect(quoted(heldOut)).toMatchObject({
      applied: [],
      rejected: [],
      hints: [],
      arms: [{ promotionId: 'p', heldOut: true }],
    });
  });

  test('given he is not, then he gets it, and the answer says so', () => {
    expect(quoted(treated)).toMatchObject({ discountTotal: 100, arms: [{ promotionId: 'p', heldOut: false }] });
  });

  test('given nobody knows who he is, then he is on neither side and sees no price that he could lose', () => {
    const { applied, arms } = quoted();
    expect([applied, arms]).toEqual([[], undefined]);
  });

  test('given goods that it is not for, then he is on neither side', () => {
    expect(quoted(heldOut, 'B').arms).toBeUndefined();
  });
});

describe('the share held out', () => {
  const live = () => publish(draft('p', tenth(20), '2026-01-01T00:00:00.000Z')) ?? raise();
  const raise = (): never => {
    throw new Error('not published');
  };

  const frozen = expect.objectContaining({
    code: 'promotions.invalid',
    details: expect.objectContaining({ errors: [{ path: 'scope.holdOut', code: 'hold-out-frozen' }] }),
  });

  test('given a live promotion, then its next version has the same', () => {
    expect(revise(live(), tenth(20)).version).toBe(2);
    for (const other of [tenth(10), tenth()]) expect(() => revise(live(), other)).toThrow(frozen);
  });

  test('given a draft, then it may be any', () => {
    expect(revise(draft('p', tenth(20), '2026-01-01T00:00:00.000Z'), tenth(5)).version).toBe(2);
  });
});
