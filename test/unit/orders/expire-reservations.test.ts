import { handler } from '../../../functions/orders/expire-reservations.ts';
import { dueReservations, findStored } from '../../../functions/orders/store.ts';
import { paymentOf } from '../../../functions/payments/holds.ts';
import { commit } from '../../../shared/platform/transaction.ts';
import { anOrder } from '../../support/an-order.ts';

jest.mock('../../../functions/orders/store.ts', () => ({
  dueReservations: jest.fn(),
  findStored: jest.fn(),
  putOrder: (order: { orderId: string }) => ({ write: { Put: { orderId: order.orderId } } }),
}));
jest.mock('../../../functions/payments/holds.ts', () => ({
  paymentOf: jest.fn(),
  endPayment: () => ({ status: 'closed', actions: [] }),
}));
jest.mock('../../../shared/platform/transaction.ts', () => ({ MAX_ACTIONS: 100, commit: jest.fn() }));

process.env.STAGE = 'local';

let reserved: string[];
const stuck = new Set<string>();

const PAGE = 100;

/** What stands behind the key a page ended with, as an index gives it. */
function pageAfter(from: Record<string, unknown> | undefined) {
  const items = reserved.filter((orderId) => !from || numberOf(orderId) > numberOf(String(from.after))).slice(0, PAGE);
  return { items, lastKey: items.length === PAGE ? { after: items.at(-1) } : undefined };
}

const numberOf = (orderId: string) => Number(orderId.slice('order_'.length));

beforeEach(() => {
  stuck.clear();
  jest.mocked(dueReservations).mockImplementation(async (_now, from) => pageAfter(from));
  jest.mocked(findStored).mockImplementation(async (orderId) => ({
    order: anOrder({ orderId, reservedUntil: '2020-01-01T00:00:00.000Z' }),
  }));
  jest.mocked(paymentOf).mockResolvedValue({} as never);
  jest.mocked(commit).mockImplementation(async ([first]) => {
    const { orderId } = (first?.write.Put ?? {}) as { orderId?: string };
    if (stuck.has(orderId ?? '')) throw new Error('not today');
    reserved = reserved.filter((one) => one !== orderId);
  });
});

const wake = () => handler({}, { awsRequestId: 'r' } as never);
const orders = (count: number) => Array.from({ length: count }, (_, at) => `order_${at}`);

test('given more holds that ran out than one batch takes, then one wake ends them all', async () => {
  reserved = orders(350);
  await wake();
  expect(reserved).toEqual([]);
});

test('given some that cannot be ended, then they stay and keep no other waiting', async () => {
  reserved = orders(350);
  for (const orderId of ['order_0', 'order_7']) stuck.add(orderId);
  await wake();
  expect(reserved).toEqual(['order_0', 'order_7']);
});

test('given whole pages of which none can be ended, then those behind them are ended all the same', async () => {
  reserved = orders(350);
  for (const orderId of orders(240)) stuck.add(orderId);
  await wake();
  expect(reserved).toEqual(orders(240));
});

afterEach(() => jest.clearAllMocks());
