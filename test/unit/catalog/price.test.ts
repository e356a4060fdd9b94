import {
  MOST_PRICES,
  type PriceEntry,
  type PriceScope,
  priceAt,
  withEntry,
  withoutChange,
} from '../../../functions/catalog/domain/price.ts';

const at = (hour: number) => `2026-11-22T${String(hour).padStart(2, '0')}:00:00.000Z`;
const NOW = at(12);

const entry = (id: string, price: number, more: Partial<PriceEntry> = {}): PriceEntry => ({
  id,
  price,
  from: at(1),
  priority: 0,
  ...more,
});

const asked = (scope: PriceScope = {}) => ({ now: NOW, ...scope });

test('given no lists, then the base price holds', () => {
  expect(priceAt({ price: 100 }, asked({ channel: 'web' }))).toBe(100);
});

describe('given prices of different scopes, then the narrowest one holds', () => {
  const prices = [
    entry('everywhere', 90),
    entry('channel', 80, { channel: 'web' }),
    entry('tier', 70, { tier: 'gold' }),
    entry('location', 60, { locationId: 'store-1' }),
    entry('both', 50, { locationId: 'store-1', channel: 'web' }),
  ];
  test.each<[PriceScope, number]>([
    [{}, 90],
    [{ channel: 'live' }, 90],
    [{ channel: 'web' }, 80],
    [{ channel: 'web', tier: 'gold' }, 70],
    [{ channel: 'live', tier: 'gold', locationId: 'store-1' }, 60],
    [{ channel: 'web', tier: 'gold', locationId: 'store-1' }, 50],
    [{ channel: 'web', locationId: 'store-2' }, 80],
  ])('%j: %i', (scope, price) => {
    expect(priceAt({ price: 100, prices }, asked(scope))).toBe(price);
    expect(priceAt({ price: 100, prices: prices.toReversed() }, asked(scope))).toBe(price);
  });
});

test.each<[string, Partial<PriceEntry>, number]>([
  ['begins at this instant', { from: NOW }, 90],
  ['begins later', { from: at(13) }, 100],
  ['ends at this instant', { to: NOW }, 100],
  ['ends later', { to: at(13) }, 90],
])('given a price that %s, then it is %j: %i', (_what, window, price) => {
  expect(priceAt({ price: 100, prices: [entry('e', 90, window)] }, asked())).toBe(price);
});

test('given prices of one scope, then priority goes before the later start, the later start before the newer change', () => {
  const later = entry('b', 80, { from: at(2) });
  expect(priceAt({ price: 100, prices: [entry('a', 90, { priority: 1 }), later] }, asked())).toBe(90);
  expect(priceAt({ price: 100, prices: [later, entry('a', 90)] }, asked())).toBe(80);
  expect(priceAt({ price: 100, prices: [entry('b', 80), entry('a', 90)] }, asked())).toBe(80);
});

test('given a base price that was set after a price everywhere began, then the base price holds, until a newer one begins', () => {
  const product = { price: 100, pricedAt: at(5), prices: [entry('old', 90, { from: at(4) })] };
  expect(priceAt(product, asked())).toBe(100);
  expect(priceAt({ ...product, prices: [entry('new', 95, { from: at(6) })] }, asked())).toBe(95);
});

describe('the entries a product keeps', () => {
  test('given ended ones, then they are left out', () => {
    const kept = withEntry([entry('ended', 1, { to: at(12) }), entry('lives', 2)], entry('new', 3), NOW);
    expect(kept?.map(({ id }) => id)).toEqual(['lives', 'new']);
  });

  test('given too many that are hidden, then the oldest hidden one goes', () => {
    const many = Array.from({ length: MOST_PRICES }, (_, index) => entry(`e${index}`, index, { from: at(index % 9) }));
    const kept = withEntry(many, entry('new', 1, { from: at(11) }), NOW);
    expect(kept).toHaveLength(MOST_PRICES);
    expect(kept?.some(({ id }) => id === 'new')).toBe(true);
    expect(kept?.some(({ id }) => id === 'e0')).toBe(false);
  });

  test('given too many that all count, then there is no room', () => {
    const many = Array.from({ length: MOST_PRICES }, (_, index) => entry(`e${index}`, 1, { locationId: `s${index}` }));
    expect(withEntry(many, entry('new', 1), NOW)).toBeUndefined();
  });

  test('given a change that is taken back, then the price before it holds again', () => {
    const prices = withEntry([entry('first', 90)], entry('second', 80, { from: at(2) }), NOW) ?? [];
    expect(priceAt({ price: 100, prices }, asked())).toBe(80);
    expect(priceAt({ price: 100, prices: withoutChange(prices, 'second') }, asked())).toBe(90);
  });
});
