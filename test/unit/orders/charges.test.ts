import { type Categorised, type Charges, charged, NO_CHARGES } from '../../../functions/orders/domain/charges.ts';

const line = (sku: string, category: string, net: number): Categorised => ({
  sku,
  category,
  quantity: 1,
  unitPrice: net,
  gross: net,
  discounts: [],
  net,
});

const cart = [line('TEA', 'tea', 10_000), line('CUP', 'cups', 5_001)];
const rates = [{ percent: 13 }, { category: 'tea', percent: 9 }, { region: 'HK', percent: 0 }];
const tariffs = [
  { fee: 1_000, freeFrom: 20_000 },
  { region: 'Tibet', fee: 2_500 },
];

const shop = (more: Partial<Charges>): Charges => ({ ...NO_CHARGES, ...more });
const to = (region: string) => ({ method: 'ship', address: { region } }) as const;

describe('what comes to the price of goods', () => {
  test('given a shop that has set nothing, then nothing does', () => {
    const bare = cart.map(({ category: _, ...rest }) => rest);
    expect(charged(cart, NO_CHARGES, undefined)).toEqual({ lines: bare, shipping: 0, tax: 0 });
  });

  test('given prices without tax, then each line is taxed at the rate that says most of it, and tax comes on top', () => {
    const { lines, tax, taxIncluded } = charged(cart, shop({ tax: { prices: 'exclusive', rates } }), undefined);
    // 13 % of 50.01 is 6.5013.
    expect(lines.map((one) => one.tax)).toEqual([900, 650]);
    expect([tax, taxIncluded]).toEqual([1_550, undefined]);
  });

  test('given prices with tax, then it is told and nothing comes on top', () => {
    const { lines, tax, taxIncluded } = charged(cart, shop({ tax: { prices: 'inclusive', rates } }), undefined);
    // 100.00 x 9/109 and 50.01 x 13/113.
    expect(lines.map((one) => one.taxIncluded)).toEqual([826, 575]);
    expect([tax, taxIncluded]).toEqual([0, 1_401]);
  });

  test('given a region with a rate of its own, then a category still says more', () => {
    const { lines } = charged(cart, shop({ tax: { prices: 'exclusive', rates } }), to('HK'));
    expect(lines.map((one) => one.tax)).toEqual([900, undefined]);
  });

  test.each([
    ['elsewhere', to('Shanghai'), 1_000],
    ['a region with a tariff', to('Tibet'), 2_500],
    ['nobody said where', undefined, 1_000],
    ['picked up', { method: 'pickup', locationId: 'store-1' } as const, 0],
  ])('given a tariff, when goods go to %s, then shipping is %j: %i', (_, delivery, fee) => {
    const { lines, shipping } = charged(cart, shop({ shipping: { tariffs } }), delivery);
    expect(shipping).toBe(fee);
    expect(lines.reduce((sum, one) => sum + (one.shipping ?? 0), 0)).toBe(fee);
  });

  test('given goods for enough, then shipping is free; the fee is split by what goods cost and taxed with them', () => {
    const charges = { tax: { prices: 'exclusive' as const, rates: [{ percent: 10 }] }, shipping: { tariffs } };
    expect(charged([line('TEA', 'tea', 20_000)], charges, undefined)).toMatchObject({ shipping: 0, tax: 2_000 });
    const { lines } = charged(cart, charges, undefined);
    expect(lines.map(({ shipping, tax }) => [shipping, tax])).toEqual([
      [667, 1_067],
      [333, 533],
    ]);
  });

  test('given a rate with three decimals, then no float rounds it', () => {
    const charges = shop({ tax: { prices: 'exclusive', rates: [{ percent: 8.875 }] } });
    expect(charged([line('TEA', 'tea', 1_000_000_000_000)], charges, undefined).tax).toBe(88_750_000_000);
  });
});
