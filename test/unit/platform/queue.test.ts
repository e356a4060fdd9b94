import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { log } from '../../../shared/platform/log.ts';
import { workHandler } from '../../../shared/platform/queue.ts';

beforeAll(() => log.setLogLevel('SILENT'));

const batch = (bodies: readonly string[]) =>
  ({ Records: bodies.map((body, index) => ({ messageId: `m${index}`, body })) }) as SQSEvent;

const hand = async (bodies: readonly string[], fails: readonly string[] = []) => {
  const heard: unknown[] = [];
  const handler = workHandler<{ name: string }>(['name'], async (works) => {
    heard.push(...works.map(({ message }) => message.name));
    return works.filter(({ message }) => fails.includes(message.name)).map(({ id }) => id);
  });
  const answer = (await handler(batch(bodies), { awsRequestId: 'r' } as Context)) as SQSBatchResponse;
  return { heard, failed: answer.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier) };
};

test('given a message that nobody can read, when it comes with others, then it alone comes again', async () => {
  expect(await hand(['{"name":"a"}', 'no JSON', '{"name":"b"}', '{"no":"name"}', '7'])).toEqual({
    heard: ['a', 'b'],
    failed: ['m1', 'm3', 'm4'],
  });
});

test('given messages that fail beside one that nobody can read, then each of them comes again', async () => {
  expect(await hand(['no JSON', '{"name":"a"}', '{"name":"b"}'], ['b'])).toEqual({
    heard: ['a', 'b'],
    failed: ['m0', 'm2'],
  });
});

test('given nothing that can be read, then nobody is troubled', async () => {
  expect(await hand(['no JSON'])).toEqual({ heard: [], failed: ['m0'] });
});
