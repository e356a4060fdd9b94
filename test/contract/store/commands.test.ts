import { ledgerKey, recordCommand, recordReply, replayCommand } from '../../../shared/platform/command-ledger.ts';
import { send } from '../../../shared/platform/dynamodb.ts';
import { GetCommand } from '../../../shared/platform/dynamodb-commands.ts';
import { startRun } from '../../../shared/platform/run.ts';
import { commit } from '../../../shared/platform/transaction.ts';
import { openContextTable, type StoreTable } from '../../support/store-table.ts';

const WEEK = 7 * 86_400;

let table: StoreTable;

beforeAll(async () => {
  table = await openContextTable('orders');
});

afterAll(() => table.discard());

const commanded = (key: string, digest = 'd', now = '2026-11-22T08:00:00.000Z') => ({
  context: 'orders',
  command: { scope: 'cust_1#placeOrder', key, digest },
  run: { ...startRun('correlation', 'cause'), now },
});
const done = { status: 201, body: { orderId: 'o' } };
const stored = async (key: string) => {
  const Key = ledgerKey(commanded(key).command);
  return (await send(new GetCommand({ TableName: table.TableName, Key, ConsistentRead: true }))).Item;
};

test('given a command without a reply, when it comes to one, then the reply is kept for a week from now on', async () => {
  await commit([recordCommand(commanded('late'), { about: 'o' })]);
  const { command, run } = commanded('late', 'd', '2026-11-25T08:00:00.000Z');
  await commit([recordReply('orders', ledgerKey(command), done, run)]);
  expect(await replayCommand(commanded('late'))).toMatchObject({ status: 201, body: JSON.stringify(done.body) });
  expect(await stored('late')).toMatchObject({ expiresAt: Date.parse(run.now) / 1_000 + WEEK });
  await expect(replayCommand(commanded('late', 'other'))).rejects.toMatchObject({ code: 'idempotency.key-reused' });
});

test('given a command that the ledger forgot meanwhile, when it comes to its reply, then nothing is held up, and it ends like any', async () => {
  const { command, run } = commanded('forgotten');
  await commit([recordReply('orders', ledgerKey(command), done, run)]);
  expect(await stored('forgotten')).toMatchObject({ expiresAt: Date.parse(run.now) / 1_000 + WEEK });
  expect(await replayCommand(commanded('forgotten'))).toMatchObject({ status: 201 });
});
