import { compile } from '../../../functions/promotions/domain/compile.ts';
import { evaluate } from '../../../functions/promotions/domain/evaluate.ts';
import type { Published } from '../../../functions/promotions/domain/promotion.ts';
import { Random } from '../../simulation/world/random.ts';

const LINES = 20;
const random = new Random(7, 'crowded');
const dice = (below: number) => Math.floor(random.next() * below);

const terms = [
  { kind: 'percent-off', layer: 'item', effect: { percent: 10 } },
  { kind: 'amount-off', layer: 'item', effect: { amount: 150 } },
  { kind: 'threshold-off', layer: 'shop', effect: { tiers: [{ spend: 20_000, off: 1_500 }] } },
] as const;

/** Each is for some lines of the cart by chance, so that all have to do with all. */
const promotions = Array.from(
  { length: 450 },
  (_, index) =>
    ({
      promotionId: `p${String(index).padStart(3, '0')}`,
      version: 1,
      name: `p${index}`,
      priority: dice(5),
      validFrom: '2026-01-01T00:00:00.000Z',
      validTo: '2027-01-01T00:00:00.000Z',
      scope: { skus: Array.from({ length: 1 + dice(6) }, () => `S${dice(LINES)}`) },
      ...terms[index % terms.length],
    }) as unknown as Published,
);

const cart = {
  lines: Array.from({ length: LINES }, (_, line) => ({
    sku: `S${line}`,
    quantity: 1 + dice(3),
    unitPrice: 500 + dice(9_500),
    category: 'c',
  })),
  channel: 'web' as const,
  couponCodes: [],
  now: '2026-06-01T00:00:00.000Z',
  timeZone: 'Asia/Shanghai',
};

const totalUnder = (some: readonly Published[]) => evaluate(compile(some), cart, []).discountTotal;

describe('a cart for which hundreds of promotions that overlap are eligible', () => {
  const all = evaluate(compile(promotions), cart, []);

  test('gets the best of each line and more, although not every combination can be looked at', () => {
    const byLine = promotions.filter(({ layer }) => layer === 'item');
    expect(all.discountTotal).toBeGreaterThan(totalUnder(byLine));
    const single = promotions.map((one) => totalUnder([one]));
    expect(all.discountTotal).toBeGreaterThan(Math.max(...single));
  });

  test('is told how much more there could be at most', () => {
    expect(all.solver).toEqual({ exact: false, bound: expect.any(Number) });
    expect(all.solver?.bound).toBeLessThan(all.discountTotal);
  });
});

describe('a cart of whose promotions most can win nothing', () => {
  test('is searched to the end: who is beaten on all of his lines is not tried', () => {
    const storewide = { ...promotions[2], promotionId: 'storewide', scope: {} } as Published;
    const beaten = Array.from({ length: 60 }, (_, index) => ({
      ...(promotions[0] as Published),
      promotionId: `beaten-${String(index).padStart(2, '0')}`,
      scope: { skus: [`S${index % LINES}`] },
    }));
    const better = { ...(promotions[0] as Published), promotionId: 'better', scope: {}, effect: { percent: 20 } };
    const { applied, solver } = evaluate(compile([...beaten, better, storewide] as Published[]), cart, []);
    expect(applied.map(({ promotionId }) => promotionId)).toEqual(['better', 'storewide']);
    expect(solver).toBeUndefined();
  });
});

test('given fifty promotions that all combine and two that take everything, then the search has an end', () => {
  const stacking = { class: 'all', combinesWith: ['all'] };
  const many = promotions
    .slice(0, 50)
    .map((one) => ({ ...one, kind: 'amount-off', layer: 'item', effect: { amount: 500 }, scope: {}, stacking }));
  const [line] = cart.lines;
  const small = { ...cart, lines: [{ ...line, quantity: 1, unitPrice: 1_000 }] } as typeof cart;
  expect(evaluate(compile(many as unknown as Published[]), small, []).discountTotal).toBe(1_000);
});
