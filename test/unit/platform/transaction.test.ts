import { AwsError } from '../../../shared/platform/aws-wire.ts';
import { commit } from '../../../shared/platform/transaction.ts';
import { replaceWorld } from '../../../shared/platform/world.ts';
import { stillWorld } from '../../support/still-world.ts';

process.env.STAGE = 'local';

/** What DynamoDB says to each try, a code for each action; done once there is nothing left to say. */
let said: string[][];
let tries: number;

beforeEach(() => {
  tries = 0;
  replaceWorld({
    ...stillWorld,
    sleep: async () => undefined,
    call: async () => {
      const codes = said[tries];
      tries += 1;
      if (!codes) return {};
      const CancellationReasons = codes.map((Code) => ({ Code }));
      throw new AwsError('TransactionCanceledException', 'cancelled', 400, { CancellationReasons });
    },
  });
});

afterEach(() => replaceWorld());

const action = (name: string) => ({
  write: { Put: { TableName: 'local-orders', Item: { pk: name, sk: name } } },
  refused: () => new Error(`${name} refused`),
});
const both = () => commit([action('command'), action('stock')]);

const [CONFLICT, FAILED, NONE] = ['TransactionConflict', 'ConditionalCheckFailed', 'None'];

test('given conflicts and throttles alone, then it tries again until it is done', async () => {
  said = [
    [CONFLICT, NONE],
    [NONE, 'ThrottlingError'],
  ];
  await both();
  expect(tries).toBe(3);
});

test('given a failed condition alone, then its refusal is raised at once', async () => {
  said = [[NONE, FAILED]];
  await expect(both()).rejects.toThrow('stock refused');
  expect(tries).toBe(1);
});

test('given two failed conditions, then the first one counts', async () => {
  said = [[FAILED, FAILED]];
  await expect(both()).rejects.toThrow('command refused');
});

test('given a failed condition before a conflict, then it is refused: nothing that is still open matters more', async () => {
  said = [[FAILED, CONFLICT]];
  await expect(both()).rejects.toThrow('command refused');
  expect(tries).toBe(1);
});

test('given a conflict before a failed condition, then what matters more is still open, and it tries again', async () => {
  said = [
    [CONFLICT, FAILED],
    [FAILED, FAILED],
  ];
  await expect(both()).rejects.toThrow('command refused');
  expect(tries).toBe(2);
});

test('given a conflict that goes away, then the commit that seemed refused is done', async () => {
  said = [[CONFLICT, FAILED]];
  await both();
  expect(tries).toBe(2);
});

test('given conflicts without an end, then it is too busy: what is still open is no refusal', async () => {
  said = Array.from({ length: 20 }, () => [CONFLICT, FAILED]);
  await expect(both()).rejects.toMatchObject({ code: 'request.busy' });
});
