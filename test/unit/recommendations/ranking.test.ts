import { countUp, EMPTY } from '../../../functions/recommendations/domain/counter.ts';
import {
  asFillers,
  boughtBefore,
  boughtTogether,
  type Offer,
  popular,
  type Recommendation,
  rank,
} from '../../../functions/recommendations/domain/ranking.ts';

const offers = (entries: Record<string, Partial<Offer>>) =>
  new Map(Object.entries(entries).map(([sku, offer]) => [sku, { sellable: true, inStock: true, ...offer }]));

const popularityOf = (orders: Record<string, number>) =>
  new Map(Object.entries(orders).map(([sku, baskets]) => [sku, { baskets }]));

const skus = (list: readonly Recommendation[]) => list.map(({ sku }) => sku);

describe('given what was bought together with a tea', () => {
  const companions = countUp(EMPTY, ['CUP', 'CUP', 'CUP', 'BAG', 'BAG', 'BAG', 'PEN'], 10);

  test('when something is in every order anyway, then it says less than what goes with the tea alone', () => {
    const popularity = popularityOf({ TEA: 4, CUP: 3, BAG: 400, PEN: 1 });
    const list = boughtTogether('TEA', companions, popularity, 10);
    const score = (sku: string) => list.find((entry) => entry.sku === sku)?.score ?? 0;
    expect(score('CUP')).toBeGreaterThan(score('BAG'));
    expect(score('CUP')).toBeGreaterThan(score('PEN'));
    expect(list.every((entry) => entry.reason.code === 'bought-together')).toBe(true);
  });

  test('when scores are equal, then the SKU decides', () => {
    const popularity = popularityOf({ TEA: 3, CUP: 3, BAG: 3, PEN: 1 });
    const list = boughtTogether('TEA', companions, popularity, 10);
    expect(skus(rank(list, offers({ CUP: {}, BAG: {}, PEN: {} }), 2))).toEqual(['BAG', 'CUP']);
  });
});

describe('given candidates for a list', () => {
  const top = popular([
    { sku: 'TEA', baskets: 10 },
    { sku: 'CUP', baskets: 5 },
    { sku: 'BAG', baskets: 4 },
  ]);

  test('when something is not sellable or not known, then it is left out', () => {
    expect(skus(rank(top, offers({ TEA: { sellable: false }, CUP: {} }), 10))).toEqual(['CUP']);
  });

  test('when something is out of stock, then it comes after what is not', () => {
    expect(skus(rank(top, offers({ TEA: { inStock: false }, CUP: {}, BAG: {} }), 10))).toEqual(['CUP', 'BAG', 'TEA']);
  });

  test('when one SKU is there for two reasons, then it is listed once, for the better one', () => {
    const own = boughtBefore(countUp(EMPTY, ['CUP'], 10), 10);
    const list = rank([...own, ...asFillers(top)], offers({ TEA: {}, CUP: {} }), 10);
    expect(list).toMatchObject([
      { sku: 'CUP', score: 1, reason: { code: 'bought-before' } },
      { sku: 'TEA', score: 0.1, reason: { code: 'popular' } },
    ]);
  });

  test('when nothing is known, then the list is empty', () => {
    expect(rank(popular([]), new Map(), 10)).toEqual([]);
  });
});
