import { begin, type Rehearsal } from '../../../functions/rehearsals/domain/rehearsal.ts';
import { notePlaced } from '../../../functions/rehearsals/index-store.ts';
import { findRehearsal, findReport, putRehearsal } from '../../../functions/rehearsals/store.ts';
import { takeLiveStep } from '../../../functions/rehearsals/take-live-step.ts';
import { send } from '../../../shared/platform/dynamodb.ts';
import { PutCommand } from '../../../shared/platform/dynamodb-commands.ts';
import { startRun } from '../../../shared/platform/run.ts';
import { commit } from '../../../shared/platform/transaction.ts';
import { openContextTable, type StoreTable } from '../../support/store-table.ts';

const ORDERS = 300;
const WRONG = 7;

let table: StoreTable;

const orderOf = (index: number) => {
  const placedAt = new Date(Date.UTC(2026, 4, 1 + (index % 40), 0, index)).toISOString();
  const line = { sku: 'A', quantity: 1, unitPrice: 100, gross: 100, discounts: [], net: 100 };
  const total = index === WRONG ? 99 : 100;
  const imported = { source: 'elsewhere', externalId: String(index) };
  return { orderId: `order_${index}`, placedAt, lines: [line], total, shipping: 0, tax: 0, imported };
};

beforeAll(async () => {
  table = await openContextTable('rehearsals', 'orders');
  const orders = Array.from({ length: ORDERS }, (_, index) => orderOf(index));
  for (const order of orders) {
    const Item = { pk: `ORDER#${order.orderId}`, sk: 'ORDER', order };
    await send(new PutCommand({ TableName: 'local-orders', Item }));
  }
  await notePlaced(orders);
}, 120_000);

afterAll(async () => {
  await table.discard();
});

const period = { from: '2026-05-01T00:00:00.000Z', to: '2026-07-01T00:00:00.000Z' };

async function started(rehearsalId: string): Promise<Rehearsal> {
  const rehearsal = begin(
    { rehearsalId, subject: { kind: 'live' }, startedBy: 'staff_1' },
    period,
    '2026-08-01T00:00:00.000Z',
  );
  await commit([putRehearsal(rehearsal)]);
  return rehearsal;
}

/** Takes every step `times` at once; answers how many of the takers were too late. */
async function playOut(rehearsalId: string, times: number): Promise<number> {
  let late = 0;
  for (;;) {
    const rehearsal = await findRehearsal(rehearsalId);
    if (rehearsal?.state !== 'running') return late;
    const takers = Array.from({ length: times }, () => takeLiveStep(rehearsal, startRun('c', 'r')));
    const refused = (await Promise.allSettled(takers)).filter(({ status }) => status === 'rejected');
    for (const one of refused) expect(one).toMatchObject({ reason: { code: 'rehearsals.changed-meanwhile' } });
    late += refused.length;
  }
}

test('given a rehearsal whose steps are each taken three times at once, then its report is that of one that was left alone', async () => {
  await started('alone');
  await started('crowded');
  expect(await playOut('alone', 1)).toBe(0);
  expect(await playOut('crowded', 3)).toBeGreaterThan(0);
  const report = await findReport('alone');
  expect(report).toMatchObject({ orders: ORDERS, equal: ORDERS - 1, differ: 1, verdict: 'red' });
  expect(report).toMatchObject({ differences: [{ orderId: `order_${WRONG}`, stored: 99 }] });
  expect(await findReport('crowded')).toEqual(report);
}, 120_000);
