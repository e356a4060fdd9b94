import { StockFreed } from '../../../events/inventory/stock-freed.v1.ts';
import { awaitedAt } from '../../../functions/inventory/holds.ts';
import { handler } from '../../../functions/orders/allot-backorders.ts';
import { firstInLine } from '../../../functions/orders/backorder-store.ts';
import { findStored } from '../../../functions/orders/store.ts';
import { log } from '../../../shared/platform/log.ts';
import { commit } from '../../../shared/platform/transaction.ts';
import { anOrder } from '../../support/an-order.ts';

jest.mock('../../../functions/orders/store.ts', () => ({ findStored: jest.fn(), putOrder: (order: object) => order }));
jest.mock('../../../functions/orders/backorder-store.ts', () => ({ firstInLine: jest.fn(), stopWaiting: () => ({}) }));
jest.mock('../../../functions/inventory/holds.ts', () => ({ awaitedAt: jest.fn(), fulfilStock: () => [] }));
jest.mock('../../../shared/platform/transaction.ts', () => ({ commit: jest.fn() }));

process.env.STAGE = 'local';
log.setLogLevel('SILENT');

const place = { sku: 'TEA', locationId: 'main' };
let level: { awaited: number; available: number };
let line: { orderId: string; units: number }[];

const orderOf = ({ orderId, units }: { orderId: string; units: number }) =>
  anOrder({
    orderId,
    status: 'PAID',
    holdings: [{ ...place, quantity: 0, ...(units > 0 ? { awaited: { units, limit: 9 } } : {}) }],
  });

/** What the commit of an order's next version does to those who wait and to the level. */
function serve(orderId: string, quantity: number): void {
  level = { awaited: level.awaited - quantity, available: level.available - quantity };
  line = line
    .map((one) => (one.orderId === orderId ? { ...one, units: one.units - quantity } : one))
    .filter(({ units }) => units > 0);
}

beforeEach(() => {
  jest.mocked(awaitedAt).mockImplementation(async () => ({
    awaited: level.awaited,
    free: Math.max(0, Math.min(level.awaited, level.available)),
  }));
  jest.mocked(firstInLine).mockImplementation(async () => line[0]?.orderId);
  jest.mocked(findStored).mockImplementation(async (orderId) => {
    const found = line.find((one) => one.orderId === orderId);
    return found ? { order: orderOf(found) } : undefined;
  });
  jest.mocked(commit).mockImplementation(async ([first]) => {
    const { orderId, holdings } = first as unknown as ReturnType<typeof anOrder>;
    serve(orderId, holdings[0]?.quantity ?? 0);
  });
});

async function hear(): Promise<string[]> {
  const data = { ...place, available: 1, awaited: 1 };
  const detail = { id: 'evt_1', type: StockFreed.type, occurredAt: '2026-11-21T07:00:00.000Z', subject: 'TEA', data };
  const body = { source: StockFreed.source, 'detail-type': StockFreed.detailType, detail };
  const batch = { Records: [{ messageId: 'm1', body: JSON.stringify(body) }] };
  const reply = await handler(batch as never, { awsRequestId: 'r' } as never);
  return (reply as { batchItemFailures: { itemIdentifier: string }[] }).batchItemFailures.map(
    (one) => one.itemIdentifier,
  );
}

test('given several who wait, then the oldest is served first, and the last gets what is left', async () => {
  level = { awaited: 5, available: 4 };
  line = ['a', 'b', 'c'].map((orderId, at) => ({ orderId, units: at === 0 ? 1 : 2 }));
  expect(await hear()).toEqual([]);
  expect([line, level]).toEqual([[{ orderId: 'c', units: 1 }], { awaited: 1, available: 0 }]);
});

test('given somebody who is counted as waiting before he stands in line, then the message comes again until he is served', async () => {
  level = { awaited: 1, available: 1 };
  line = [];
  expect(await hear()).toEqual(['m1']);
  line = [{ orderId: 'late', units: 1 }];
  expect(await hear()).toEqual([]);
  expect([line, level]).toEqual([[], { awaited: 0, available: 0 }]);
});

test.each(['CANCELLED', 'EXPIRED'] as const)(
  'given that who was first in line is %s before his order is read, then what another waits for is not his',
  async (status) => {
    level = { awaited: 1, available: 1 };
    line = [{ orderId: 'gone', units: 1 }];
    jest.mocked(findStored).mockResolvedValueOnce({ order: { ...orderOf({ orderId: 'gone', units: 1 }), status } });
    expect(await hear()).toEqual(['m1']);
    expect(commit).not.toHaveBeenCalled();
  },
);

test.each([
  ['nobody waits any more', { awaited: 0, available: 3 }],
  ['the units are gone again', { awaited: 2, available: 0 }],
])('given that %s, then there is nothing to do', async (_, now) => {
  level = now;
  line = [];
  expect(await hear()).toEqual([]);
});

afterEach(() => jest.clearAllMocks());
