import { doubtsToAsk, type Place } from '../../../functions/payments/doubts.ts';
import { shift } from '../../../shared/kernel/time.ts';
import { send } from '../../../shared/platform/dynamodb.ts';
import { PutCommand } from '../../../shared/platform/dynamodb-commands.ts';
import { openContextTable, type StoreTable } from '../../support/store-table.ts';

const NOW = '2026-11-22T08:00:00.000Z';
const LIMIT = 4;

let table: StoreTable;

/** Each test has a shard to itself. */
let shard = 0;

/** Puts a payment of the shard whose question is due so many seconds from now. */
async function inDoubt(name: string, seconds: number): Promise<void> {
  const Item = {
    pk: `PAYMENT#${name}`,
    sk: 'PAYMENT',
    gsi1pk: `IN_DOUBT#${shard}`,
    gsi1sk: `${shift(NOW, seconds * 1_000)}#${name}`,
  };
  await send(new PutCommand({ TableName: 'local-payments', Item }));
}

/** All that is to be asked about, page by page. */
async function pages(): Promise<string[][]> {
  const found: string[][] = [];
  let place: Place | undefined;
  do {
    const { keys, next } = await doubtsToAsk(shard, NOW, LIMIT, place);
    found.push(keys.map(({ paymentId }) => paymentId));
    place = next;
  } while (place);
  return found;
}

beforeEach(() => {
  shard += 1;
});

beforeAll(async () => {
  table = await openContextTable('payments');
});

afterAll(() => table.discard());

test('given nothing in doubt, then one look ends it', async () => {
  expect(await pages()).toEqual([[]]);
});

test('given few in doubt, then one look finds what is due and what is due impossibly late, and nothing else', async () => {
  await inDoubt('late', 600);
  await inDoubt('soon', 60);
  await inDoubt('due', -1);
  await inDoubt('now', 0);
  expect((await pages()).flat()).toEqual(['due', 'now', 'late']);
});

test('given more than a page of each, then all that is due comes first, and what waits is jumped over', async () => {
  const many = (what: string, count: number, seconds: number) =>
    Promise.all(Array.from({ length: count }, (_, index) => inDoubt(`${what}-${index}`, seconds + index)));
  await many('due', 6, -100);
  await many('soon', 30, 30);
  await many('late', 9, 400);
  const found = await pages();
  const names = (what: string, count: number) => Array.from({ length: count }, (_, index) => `${what}-${index}`);
  expect(found.flat()).toEqual([...names('due', 6), ...names('late', 9)]);
  expect(found.map(({ length }) => length)).toEqual([4, 2, 4, 4, 1]);
});

test('given one of another shard, then it is not in this one', async () => {
  await inDoubt('here', -1);
  expect(await doubtsToAsk(shard + 1, NOW, LIMIT)).toEqual({ keys: [], next: undefined });
});
