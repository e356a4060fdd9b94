import { productBody } from '../../../functions/catalog/routes.ts';

const product = { name: { en: 'Tea' }, category: 'tea', price: { amount: 1, currency: 'CNY' }, status: 'active' };

test.each([
  [0, true],
  [-12.5, true],
  [Number.MAX_SAFE_INTEGER, true],
  [1e300, false],
  [-1e16, false],
  [1e-200, false],
])(
  'given a product whose attribute is %d, then it is taken: %s; what no table can keep is refused',
  (weight, taken) => {
    expect(productBody.safeParse({ ...product, attributes: { weight } }).success).toBe(taken);
  },
);
