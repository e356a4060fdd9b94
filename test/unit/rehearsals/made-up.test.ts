import {
  buyerFor,
  madeUpCarts,
  type Shape,
  targetsOf,
  timesFor,
} from '../../../functions/rehearsals/domain/made-up.ts';
import { liveAt, liveBetween, type Moment } from '../../../functions/rehearsals/domain/timeline.ts';

const shape = (effect: object, more: Partial<Shape> = {}): Shape => ({ promotionId: 'p', effect, scope: {}, ...more });
const goods = (sku: string, price: number, cost?: number) => ({ sku, price, ...(cost === undefined ? {} : { cost }) });
const named = (carts: { name: string }[]) => carts.map(({ name }) => name);

test('given a threshold, then carts just reach it, with one product and filled up with the cheapest', () => {
  const threshold = shape({ tiers: [{ spend: 1_000, off: 300 }] });
  const carts = madeUpCarts([threshold], [goods('TEA', 300)], goods('PIN', 100));
  expect(named(carts)).toEqual(expect.arrayContaining(['1 x TEA', '4 x TEA', '1 x TEA + 7 x PIN']));
});

test('given sets, gifts and counts, then carts hold what brings them about', () => {
  const bundle = shape({
    items: [
      { sku: 'A', quantity: 1 },
      { sku: 'B', quantity: 2 },
    ],
    price: 500,
  });
  const buy = shape({ buy: { quantity: 2 }, get: { quantity: 1, percent: 100, skus: ['CUP'] } });
  const gift = shape({ quantity: 5, gifts: [{ sku: 'CUP', quantity: 1 }] });
  const carts = madeUpCarts([bundle, buy, gift], [goods('A', 100)], undefined);
  expect(named(carts)).toEqual(expect.arrayContaining(['1 x A + 2 x B', '2 x A + 1 x CUP', '3 x A', '5 x A']));
});

test('given many products, then the thinnest margins, the cheapest and the dearest are tried', () => {
  const all = [
    goods('thin', 100, 99),
    goods('fat', 100, 10),
    goods('cheap', 1),
    goods('dear', 9_000),
    goods('more', 50),
  ];
  expect(targetsOf(all, { thin: 1, cheap: 1, dear: 1 }).map(({ sku }) => sku)).toEqual(['thin', 'cheap', 'dear']);
});

test('given scopes and hours, then the buyer and the time are those that both are for', () => {
  const first = shape({}, { scope: { channels: ['web', 'live'], tiers: ['gold'] }, dailyWindow: { from: '08:00' } });
  const second = shape({}, { scope: { channels: ['live'], segments: ['new'] }, weekdays: [6] });
  expect(buyerFor([first, second])).toMatchObject({
    channel: 'live',
    tier: 'gold',
    segments: ['new'],
    firstOrder: true,
  });
  expect(timesFor([first, second])).toContain('2024-01-06T08:00:00');
});

test('given publishes and stops, then what was live at a time is known', () => {
  const moment = (at: string, version: number, what: Moment['what'] = 'published') => ({
    promotionId: 'p',
    version,
    what,
    at,
  });
  const moments = [moment('1', 1), moment('3', 2), moment('5', 2, 'stopped')];
  expect(['0', '1', '2', '3', '4', '5'].map((at) => liveAt(moments, at).get('p'))).toEqual([
    ...[undefined, 1, 1, 2, 2, undefined],
  ]);
  expect(liveBetween(moments, '2', '4').map(({ version }) => version)).toEqual([1, 2]);
});
