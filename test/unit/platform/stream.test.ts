import type { Context, DynamoDBRecord } from 'aws-lambda';
import { eachRecord, imagesOf, streamHandler } from '../../../shared/platform/stream.ts';
import { replaceWorld } from '../../../shared/platform/world.ts';
import { stillWorld } from '../../support/still-world.ts';

/** Bodies that were parked; a failure of the queue, while there is one. */
let parked: unknown[];
let queueFails: boolean;
let seen: string[];

beforeEach(() => {
  Object.assign(process.env, { DEAD_LETTERS: 'https://sqs/dlq' });
  [parked, queueFails, seen] = [[], false, []];
  replaceWorld({
    ...stillWorld,
    call: async (_service, _operation, input) => {
      if (queueFails) throw new Error('no answer');
      parked.push(JSON.parse((input as { MessageBody: string }).MessageBody));
      return {};
    },
  });
});

afterEach(() => replaceWorld());

const record = (sequence: string, image: object = { name: { S: sequence } }) =>
  ({ dynamodb: { SequenceNumber: sequence, NewImage: image } }) as DynamoDBRecord;
const spoilt = (sequence: string) => record(sequence, { name: { X: 'nothing' } });

async function hear(...Records: DynamoDBRecord[]): Promise<string[]> {
  const handler = streamHandler(
    eachRecord(async (each) => {
      const { name = '' } = imagesOf<{ name: string }>(each).after ?? {};
      if (name === 'away') throw new Error('the world is away');
      seen.push(name);
    }),
  );
  const { batchItemFailures } = await handler({ Records }, { awsRequestId: 'r' } as Context);
  return batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
}

test('given a record that is no item, then it is parked whole, and those behind it are worked off', async () => {
  expect(await hear(record('1'), spoilt('2'), record('3'))).toEqual([]);
  expect(seen).toEqual(['1', '3']);
  expect(parked).toEqual([{ record: spoilt('2') }]);
});

test('given a record that fails for what is around it, then the stream goes on from it and nothing is parked', async () => {
  expect(await hear(record('1'), record('away'), spoilt('3'))).toEqual(['away']);
  expect([seen, parked]).toEqual([['1'], []]);
});

test('given a record that cannot be parked now, then it comes again', async () => {
  queueFails = true;
  expect(await hear(record('1'), spoilt('2'), record('3'))).toEqual(['2']);
  expect(seen).toEqual(['1']);
});
