import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { buy, offer, type Person, signIn } from '../../support/buyer.ts';
import { codeIn, orderBody, place } from '../../support/orders.ts';
import { eventually, type TestPlatform, testPlatform } from '../../support/platform.ts';
import { assemblyWithout, type Taken } from '../../support/without-rights.ts';

const TAKEN: Taken[] = [
  { context: 'orders', name: 'cancel-order', sid: 'HoldInventory', action: 'dynamodb:UpdateItem' },
  { context: 'orders', name: 'pay-order', sid: 'HoldPayments', action: 'dynamodb:PutItem' },
  { context: 'customers', name: 'patch-me', sid: 'OwnTable', action: 'dynamodb:PutItem' },
  { context: 'catalog', name: 'get-product', sid: 'OwnTable', action: 'dynamodb:GetItem' },
  { context: 'insights', name: 'record-sales', sid: 'OwnTable', action: 'dynamodb:UpdateItem' },
];

let assemblyDir: string;
let platform: TestPlatform;
let staff: Person;
let buyer: Person;

beforeAll(async () => {
  assemblyDir = assemblyWithout(process.env.ONESHELF_TEST_ASSEMBLY ?? '', TAKEN);
  platform = await testPlatform({ assemblyDir });
  staff = await signIn(platform, ['staff']);
  buyer = await signIn(platform, ['customer']);
  await offer(staff, 'DENIED', { stock: 50 });
});

afterAll(async () => {
  await platform.discard();
  rmSync(assemblyDir, { recursive: true, force: true });
});

const declined = async (key: string) => {
  const { body } = await place(buyer, key, orderBody({ DENIED: 1 }, 'decline'));
  return (body as { orderId: string }).orderId;
};

const send = (method: string, path: string, body?: object) =>
  buyer.send(method, path, body, { 'idempotency-key': 'denied' });

const ATTEMPTS: Record<string, () => Promise<unknown>> = {
  'cancel-order': async () => send('POST', `/v1/orders/${await declined('a')}/cancel`),
  'pay-order': async () =>
    send('POST', `/v1/orders/${await declined('b')}/payments`, { payment: { provider: 'sandbox', token: 'approve' } }),
  'patch-me': () => send('PATCH', '/v1/me', { language: 'en' }),
  'get-product': () => send('GET', '/v1/products/DENIED'),
};

function logOf({ context, name }: Taken): string {
  const file = join(platform.dataDir, 'logs', `local-${context}-${name}.log`);
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

/** A line of the function's log in which AWS refuses the action to the function's role. */
const isNamed = (taken: Taken) =>
  logOf(taken)
    .split('\n')
    .some(
      (line) =>
        line.includes('AccessDenied') &&
        line.includes(taken.action) &&
        line.includes(`local-${taken.context}-${taken.name}`),
    );

test.each(TAKEN.filter(({ name }) => name in ATTEMPTS))(
  'given $name without $action, when it is called, then it fails by that, and the reply does not say so',
  async (taken) => {
    const reply = (await ATTEMPTS[taken.name]?.()) as { status: number; body: unknown };
    expect([reply.status, codeIn(reply as never)]).toEqual([500, 'server.fault']);
    expect(JSON.stringify(reply.body)).not.toContain('dynamodb');
    await eventually(() => isNamed(taken));
  },
);

test('given a consumer without a right, when its event comes, then the dead-letter queue has it in the end', async () => {
  await buy(buyer, ['DENIED']);
  const [taken] = TAKEN.filter(({ name }) => name === 'record-sales');
  if (!taken) throw new Error('record-sales is not in the table');
  await eventually(
    () => platform.core.queues.get('local-insights-record-sales-dlq', 'test').counts().visible > 0,
    1_500,
  );
  await eventually(() => isNamed(taken));
});
