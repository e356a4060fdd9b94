import { killAtCall } from '../faults/worker-kill.ts';
import { type Admitted, settled, toSale } from '../line.ts';
import { eventually } from '../platform.ts';
import type { Walker } from './walker.ts';

const SKU = 'WALK-LOST';
const PLACER = 'local-orders-place-admissions';
/** As often as a queue hands a message over. */
const RECEIVES = 20;

interface Joined extends Admitted {
  admissionId: string;
}

const join = ({ call, people }: Walker, key: string) =>
  call<Joined>('placeOrder', {
    as: people.customer,
    body: { channel: 'web', lines: [{ sku: SKU, quantity: 1 }], payment: { provider: 'sandbox', token: 'approve' } },
    headers: { 'idempotency-key': key },
  });

/** Moves the end of a hold into the past: nobody waits two minutes for it here. */
async function letPass({ platform, people }: Walker, key: string): Promise<void> {
  const pk = { S: `COMMAND#${people.customer.id}#placeOrder#${key}` };
  const past = '2026-01-01T00:00:00.000Z';
  await platform.core.engine.link.call('UpdateItem', {
    TableName: 'local-orders',
    Key: { pk, sk: { S: 'COMMAND' } },
    UpdateExpression: 'SET due = :due, gsi1sk = :sort',
    ConditionExpression: '#state = :held',
    ExpressionAttributeNames: { '#state': 'state' },
    ExpressionAttributeValues: { ':due': { S: past }, ':sort': { S: `${past}#${pk.S}` }, ':held': { S: 'held' } },
  });
}

/** Workers die over orders of buyers in line: one goes on where another stopped; what none of them ends is given back. */
export async function lostInLine(walker: Walker): Promise<void> {
  const { call, people, platform } = walker;
  const price = { amount: 1_000, currency: 'CNY' };
  const body = { name: { en: SKU }, category: 'walk', price, status: 'active' };
  await call('putProduct', { params: { sku: SKU }, body });
  await call('receiveStock', { body: { sku: SKU, locationId: 'main', quantity: 2, reference: `walk-${SKU}` } });
  await toSale(people.staff, SKU);
  const killed = killAtCall(platform, PLACER, 'DynamoDB_20120810.TransactWriteItems');
  const resumed = await join(walker, 'walk-resumed');
  await killed;
  const { order } = await settled(people.customer, resumed);
  if (order?.status !== 'PAID') walker.complaints.push(`after a worker's death the order is ${order?.status}`);
  const lost = await join(walker, 'walk-lost');
  for (let receive = 1; receive <= RECEIVES; receive += 1)
    await killAtCall(platform, PLACER, 'DynamoDB_20120810.GetItem');
  await eventually(() => platform.core.queues.get(`${PLACER}-dlq`, 'walk').counts().visible > 0);
  await letPass(walker, 'walk-lost');
  platform.fireSchedule('local-orders-end-admissions');
  const { problem } = await settled(people.customer, lost);
  if (problem?.code !== 'orders.took-too-long') walker.complaints.push(`what was lost ended as ${problem?.code}`);
}
