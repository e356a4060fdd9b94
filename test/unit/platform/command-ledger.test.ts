import { marshall } from '@aws-sdk/util-dynamodb';
import { CommandTaken, once } from '../../../shared/platform/command-ledger.ts';
import { startRun } from '../../../shared/platform/run.ts';
import { replaceWorld } from '../../../shared/platform/world.ts';
import { environmentFor, type FakeAws, startFakeAws } from '../../support/fake-aws.ts';
import { stillWorld } from '../../support/still-world.ts';

let aws: FakeAws;
/** What the ledger holds at each look, in turn; the last one stays. */
let looks: (object | undefined)[];
let slept: number;

beforeAll(async () => {
  aws = await startFakeAws(() => {
    const item = looks.length > 1 ? looks.shift() : looks[0];
    return { body: item ? { Item: marshall(item) } : {} };
  });
  Object.assign(process.env, environmentFor(aws.url));
});

beforeEach(() => {
  slept = 0;
  replaceWorld({
    ...stillWorld,
    sleep: async (ms) => {
      slept += ms;
    },
  });
});

afterEach(() => replaceWorld());
afterAll(() => aws.close());

const command = { scope: 'cust_1#placeOrder', key: 'k', digest: 'd' };
const commanded = { context: 'orders', command, run: startRun('correlation', 'cause') };
const done = { digest: 'd', status: 201, body: '{"orderId":"o"}' };
const never = async () => {
  throw new Error('the command was carried out again');
};

test('given a command the ledger knows, then it is replayed and not carried out', async () => {
  looks = [done];
  expect(await once(commanded, never)).toEqual({
    status: 201,
    body: done.body,
    headers: { 'idempotent-replayed': 'true' },
  });
});

test('given a command it does not know, then it is carried out', async () => {
  looks = [undefined];
  expect(await once(commanded, async () => ({ status: 200 }))).toEqual({ status: 200 });
});

test('given another request under the key, then it is refused', async () => {
  looks = [{ ...done, digest: 'other' }];
  await expect(once(commanded, never)).rejects.toMatchObject({ code: 'idempotency.key-reused' });
});

test('given one that is running still, then its reply is waited for, not for ever', async () => {
  looks = [{ digest: 'd' }, { digest: 'd' }, done];
  expect(await once(commanded, never)).toMatchObject({ status: 201 });
  looks = [{ digest: 'd' }];
  await expect(once(commanded, never)).rejects.toMatchObject({ code: 'idempotency.in-flight' });
  expect(slept).toBeLessThan(5_000);
});

test('given two at once, when one loses the commit, then it answers as the winner did', async () => {
  looks = [undefined, done];
  const lose = async () => {
    throw new CommandTaken();
  };
  expect(await once(commanded, lose)).toMatchObject({ status: 201, body: done.body });
});

test('given a command whose first run died over something, then the repeat brings that to its end', async () => {
  const begun = { digest: 'd', about: 'order_1' };
  looks = [begun];
  const resume = jest.fn(async () => {
    looks = [done];
  });
  expect(await once({ ...commanded, resume }, never)).toMatchObject({ status: 201, body: done.body });
  expect(resume).toHaveBeenCalledWith('order_1');
});

test('given a refusal that was kept, then it is replayed as the problem it was', async () => {
  looks = [{ digest: 'd', status: 409, body: '{"code":"inventory.sold-out"}' }];
  expect(await once(commanded, never)).toEqual({
    status: 409,
    body: '{"code":"inventory.sold-out"}',
    headers: { 'idempotent-replayed': 'true', 'content-type': 'application/problem+json' },
  });
});
