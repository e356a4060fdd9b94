import { endHoldings, finishWork, holdForCheckout } from '../../../functions/orders/stock-work.ts';
import type { StockWork } from '../../../functions/orders/stock-work-store.ts';
import { startRun } from '../../../shared/platform/run.ts';
import { MAX_ACTIONS } from '../../../shared/platform/transaction.ts';
import { anOrder, PLACED_AT } from '../../support/an-order.ts';
import { environmentFor, type FakeAws, startFakeAws } from '../../support/fake-aws.ts';

let aws: FakeAws;

/** What the commits of an order hold beside stock and promotions: shipping holds the most. */
const BESIDE = 6;

beforeAll(async () => {
  aws = await startFakeAws(() => ({ body: {} }));
  Object.assign(process.env, environmentFor(aws.url));
});

beforeEach(() => aws.calls.splice(0));
afterAll(() => aws.close());

const run = startRun('c1', 'r1');
const use = (at: number) => ({
  promotionId: `promotion_${at}`,
  amount: 1,
  limits: { totalUses: 9, perCustomer: 1 },
  byCoupon: false,
});

const orderOf = (lines: number, locations: number, uses = 0) =>
  anOrder({
    holdings: Array.from({ length: lines }, (_, at) => ({
      sku: `SKU-${at}`,
      locationId: `place-${at % locations}`,
      quantity: 1,
    })),
    uses: Array.from({ length: uses }, (_, at) => use(at)),
  });

const mostActions = () => Math.max(...aws.calls.map(({ body }) => (body.TransactItems as object[]).length));

test.each([
  [47, 1, 0],
  [47, 47, 0],
  [39, 12, 5],
  [40, 12, 5],
  [17, 17, 20],
  [60, 60, 20],
  [500, 250, 8],
])(
  'given %i holdings at %i locations and %i limited promotions, then every commit fits',
  async (lines, places, uses) => {
    const order = orderOf(lines, places, uses);
    const promotions = 3 * uses;
    const { actions } = await holdForCheckout(order, [], run);
    expect(actions.length + promotions + BESIDE).toBeLessThanOrEqual(MAX_ACTIONS);
    expect(endHoldings('release', order, run).length + promotions + BESIDE).toBeLessThanOrEqual(MAX_ACTIONS);
    const claims = endHoldings('claim', order, run);
    expect(claims.length + BESIDE).toBeLessThanOrEqual(MAX_ACTIONS);
    for (const { write } of claims) {
      const { Item: work } = (write.Put ?? {}) as { Item?: StockWork };
      if (work?.workId) await finishWork(work, run);
    }
    if (aws.calls.length > 0) expect(mostActions()).toBeLessThanOrEqual(MAX_ACTIONS);
  },
);

test('given an order of 47 products at one place, then its stock moves with its own commit', async () => {
  const order = orderOf(47, 1);
  expect((await holdForCheckout(order, [], run)).actions).toHaveLength(94);
  expect(endHoldings('claim', order, run)).toHaveLength(94);
  expect(aws.calls).toHaveLength(0);
});

test("given an order from lines, when it ends, then what it gives back of its buyer's shares fits in, too", () => {
  const inLine = Array.from({ length: 5 }, (_, at) => ({ sku: `HOT-${at}`, sale: PLACED_AT, quantity: 1 }));
  const order = { ...orderOf(47, 2), inLine };
  expect(endHoldings('release', order, run).length + inLine.length + BESIDE).toBeLessThanOrEqual(MAX_ACTIONS);
});

test('given an order with a place in a group, then taking it and giving it back fits in, too', async () => {
  const order = { ...orderOf(47, 2), groupBuy: { promotionId: 'promo', groupId: 'group_1' } };
  const place = 2;
  expect((await holdForCheckout(order, [], run)).actions.length + place + BESIDE).toBeLessThanOrEqual(MAX_ACTIONS);
  expect(endHoldings('release', order, run).length + place + BESIDE).toBeLessThanOrEqual(MAX_ACTIONS);
});
