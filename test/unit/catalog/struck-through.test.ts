import type { Product } from '../../../functions/catalog/domain/product.ts';
import { struckThrough } from '../../../functions/catalog/domain/struck-through.ts';

const product = {
  sku: 'A',
  listPrice: 10_000,
  listPriceIn: { beside: 8_000, channels: ['web'] },
} as unknown as Product;

describe('a list price', () => {
  test('given it was found true beside a price in a channel, then it is shown there, under its label', () => {
    expect(struckThrough(product, 'web', 8_000)).toEqual({ listPrice: 10_000 });
    const labelled = { ...product, listPriceLabel: 'MSRP' };
    expect(struckThrough(labelled, 'web', 8_000)).toEqual({ listPrice: 10_000, listPriceLabel: 'MSRP' });
  });

  test.each<[string, Partial<Product>, string | undefined, number]>([
    ['in another channel', {}, 'live', 8_000],
    ['in no channel', {}, undefined, 8_000],
    ['beside another price', {}, 'web', 7_999],
    ['without one', { listPrice: undefined }, 'web', 8_000],
    ['when nobody has looked', { listPriceIn: undefined }, 'web', 8_000],
  ])('is not shown %s', (_where, more, channel, price) => {
    expect(struckThrough({ ...product, ...more }, channel, price)).toBeUndefined();
  });
});
