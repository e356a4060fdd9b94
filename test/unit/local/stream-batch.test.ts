import type { StreamMappingSpec } from '../../../local/mapping-spec.ts';
import { type GivenUp, workBatch } from '../../../local/stream-batch.ts';
import type { StreamRecord } from '../../../local/stream-source.ts';

const spec: StreamMappingSpec = {
  kind: 'stream',
  id: 'm',
  functionName: 'f',
  sourceArn: 'arn',
  table: 't',
  batchSize: 10,
  windowMs: 0,
  accepts: () => true,
  reportsFailures: true,
  startingPosition: 'TRIM_HORIZON',
  bisects: false,
  maximumRetries: 2,
  maximumAgeMs: Number.POSITIVE_INFINITY,
  onFailure: undefined,
};

const record = (sequence: string): StreamRecord => ({
  eventID: sequence,
  eventName: 'INSERT',
  dynamodb: { SequenceNumber: sequence, ApproximateCreationDateTime: 1 },
});
const records = ['1', '2', '3', '4'].map(record);

type Run = { calls: string[][]; givenUp: [string[], GivenUp, number][]; pauses: number[]; done: boolean };

/** Runs a batch against a function that answers by what it was given. */
const run = async (
  more: Partial<StreamMappingSpec>,
  answer: (ids: string[]) => unknown,
  stopsAtPause = false,
): Promise<Run> => {
  const seen: Omit<Run, 'done'> = { calls: [], givenUp: [], pauses: [] };
  const done = await workBatch({ ...spec, ...more }, records, {
    invoke: async (event) => {
      const ids = (JSON.parse(event) as { Records: StreamRecord[] }).Records.map(({ eventID }) => eventID);
      seen.calls.push(ids);
      const value = answer(ids);
      if (value instanceof Error) return { ok: false, error: { errorType: 'E', errorMessage: '' } };
      return { ok: true, result: JSON.stringify(value) };
    },
    pause: async (ms) => {
      seen.pauses.push(ms);
      return !stopsAtPause;
    },
    now: () => 10_000,
    giveUp: (left, condition, tries) => seen.givenUp.push([left.map(({ eventID }) => eventID), condition, tries]),
  });
  return { ...seen, done };
};

const failing = (bad: string) => (ids: string[]) => (ids.includes(bad) ? new Error(bad) : {});

test('given a function that works, when a batch comes, then it is called once', async () => {
  expect(await run({}, () => ({}))).toEqual({ calls: [['1', '2', '3', '4']], givenUp: [], pauses: [], done: true });
});

test('given a reported failure, when it comes again, then what was before it is done', async () => {
  const { calls, givenUp } = await run({}, (ids) =>
    ids.length === 4 ? { batchItemFailures: [{ itemIdentifier: '3' }] } : {},
  );
  expect(calls).toEqual([
    ['1', '2', '3', '4'],
    ['3', '4'],
  ]);
  expect(givenUp).toEqual([]);
});

test('given a function that fails, when the retries are used up, then the batch is given up after retries + 1 calls', async () => {
  const { calls, givenUp, pauses } = await run({}, () => new Error('no'));
  expect(calls).toHaveLength(3);
  expect(pauses).toEqual([100, 200]);
  expect(givenUp).toEqual([[['1', '2', '3', '4'], 'RetryAttemptsExhausted', 3]]);
});

test('given bisection, when one record is bad, then only that one is given up', async () => {
  const { calls, givenUp } = await run({ bisects: true }, failing('3'));
  expect(givenUp).toEqual([[['3'], 'RetryAttemptsExhausted', 3]]);
  expect(calls.at(-1)).toEqual(['4']);
});

test('given a maximum age, when the oldest record is older, then the batch is given up at the first failure', async () => {
  const { givenUp } = await run({ maximumAgeMs: 5000 }, () => new Error('no'));
  expect(givenUp).toEqual([[['1', '2', '3', '4'], 'MaximumRecordAgeExceeded', 1]]);
});

test('given a stop amid the retries, when the pause ends, then the batch is not done', async () => {
  const { done, givenUp } = await run({}, () => new Error('no'), true);
  expect(done).toBe(false);
  expect(givenUp).toEqual([]);
});
