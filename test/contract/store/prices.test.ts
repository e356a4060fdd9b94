import type { PriceEntry } from '../../../functions/catalog/domain/price.ts';
import { type Product, type ProductDetails, revise } from '../../../functions/catalog/domain/product.ts';
import { setPrices } from '../../../functions/catalog/price-store.ts';
import { findProduct, putProduct } from '../../../functions/catalog/store.ts';
import { commit } from '../../../shared/platform/transaction.ts';
import { openContextTable, type StoreTable } from '../../support/store-table.ts';

const at = (hour: number) => `2026-11-22T${String(hour).padStart(2, '0')}:00:00.000Z`;

class Refused extends Error {}
const refuse = () => new Refused();

describe('the prices of a product', () => {
  let table: StoreTable;
  beforeAll(async () => {
    table = await openContextTable('catalog');
  });
  afterAll(() => table.discard());

  const details: ProductDetails = {
    name: { en: 'T' },
    category: 'tea',
    price: 1_000,
    status: 'active',
    attributes: {},
  };
  const entry: PriceEntry = { id: 'c1', price: 900, from: at(1), priority: 0, channel: 'live' };

  async function stored(sku: string): Promise<Product> {
    const product = await findProduct(sku);
    if (!product) throw new Error(`${sku} is not there`);
    return product;
  }

  async function opened(sku: string): Promise<Product> {
    await commit([putProduct(revise(undefined, sku, details, at(0)), refuse)]);
    return stored(sku);
  }

  test('given two who looked at the same prices, when both write, then the second one is refused', async () => {
    const looked = await opened('TWO');
    await commit([setPrices(looked, { prices: [entry] }, refuse)]);
    await expect(commit([setPrices(looked, { prices: [] }, refuse)])).rejects.toThrow(Refused);
    await commit([setPrices(await stored('TWO'), { prices: [entry, { ...entry, id: 'c2' }] }, refuse)]);
    expect(await stored('TWO')).toMatchObject({ version: 1, priceVersion: 2, prices: [{ id: 'c1' }, { id: 'c2' }] });
  });

  test('given prices that came meanwhile, when the product is written by who did not see them, then it is refused', async () => {
    const looked = await opened('PUT');
    await commit([setPrices(looked, { prices: [entry], minimumPrice: 500 }, refuse)]);
    const next = (before: Product) => revise(before, 'PUT', { ...details, category: 'cups' }, at(2));
    await expect(commit([putProduct(next(looked), refuse)])).rejects.toThrow(Refused);
    await commit([putProduct(next(await stored('PUT')), refuse)]);
    expect(await stored('PUT')).toMatchObject({ category: 'cups', version: 2, prices: [entry], minimumPrice: 500 });
  });

  test('given a base price that came meanwhile, when prices are written by who did not see it, then it is refused', async () => {
    const looked = await opened('BASE');
    await commit([putProduct(revise(looked, 'BASE', { ...details, price: 1 }, at(2)), refuse)]);
    await expect(commit([setPrices(looked, { prices: [entry] }, refuse)])).rejects.toThrow(Refused);
  });

  test('given limits, when they are not said again, then they are gone', async () => {
    await commit([setPrices(await opened('LIMITS'), { minimumPrice: 1, maximumPrice: 2 }, refuse)]);
    await commit([setPrices(await stored('LIMITS'), { maximumPrice: 3 }, refuse)]);
    const { minimumPrice, maximumPrice, prices } = await stored('LIMITS');
    expect({ minimumPrice, maximumPrice, prices }).toEqual({ minimumPrice: undefined, maximumPrice: 3, prices: [] });
  });

  test('given nothing in the catalogue, then no price makes a product', async () => {
    const ghost = revise(undefined, 'GHOST', details, at(0));
    await expect(commit([setPrices(ghost, { prices: [entry] }, refuse)])).rejects.toThrow(Refused);
  });
});
