import { failedItems } from './batch-answer.ts';
import type { Outcome } from './lambda-worker.ts';
import type { StreamMappingSpec } from './mapping-spec.ts';
import type { StreamRecord } from './stream-reader.ts';

/** How a batch of stream records is worked off. */
export interface BatchHost {
  invoke(event: string): Promise<Outcome>;
  /** Waits before the next try; answers false when the platform stops meanwhile. */
  pause(ms: number): Promise<boolean>;
  now(): number;
  /** Told of records that are given up, with the reason and how often they were tried. */
  giveUp(records: StreamRecord[], condition: GivenUp, tries: number): void;
}

/** Why a batch left the stream without success, in Lambda's words. */
export type GivenUp = 'RetryAttemptsExhausted' | 'MaximumRecordAgeExceeded';

const firstPauseMs = 100;
const longestPauseMs = 10_000;

const sequenceOf = (record: StreamRecord): string => record.dynamodb.SequenceNumber;

/** The reason to give up now, if there is one. */
const endOf = (
  spec: StreamMappingSpec,
  records: StreamRecord[],
  failures: number,
  now: number,
): GivenUp | undefined => {
  if (failures > spec.maximumRetries) return 'RetryAttemptsExhausted';
  const oldest = (records[0]?.dynamodb.ApproximateCreationDateTime ?? 0) * 1000;
  return now - oldest > spec.maximumAgeMs ? 'MaximumRecordAgeExceeded' : undefined;
};

/** The records from the first failed one on: what came before it is done. */
const remainder = (records: StreamRecord[], failed: Set<string>): StreamRecord[] => {
  const first = records.findIndex((record) => failed.has(sequenceOf(record)));
  return first < 0 ? [] : records.slice(first);
};

/**
 * Works a batch off in order: retries with growing pauses, halves it where the mapping says so, and gives up by its limits.
 * Answers false when the platform stopped before it was done.
 */
export async function workBatch(
  spec: StreamMappingSpec,
  records: StreamRecord[],
  host: BatchHost,
  failures = 0,
): Promise<boolean> {
  let left = records;
  for (let tries = failures; left.length > 0; ) {
    const outcome = await host.invoke(JSON.stringify({ Records: left }));
    left = remainder(left, failedItems(outcome, left.map(sequenceOf), spec.reportsFailures));
    if (left.length === 0) return true;
    tries += 1;
    const end = endOf(spec, left, tries, host.now());
    if (end !== undefined) {
      host.giveUp(left, end, tries);
      return true;
    }
    if (!(await host.pause(Math.min(longestPauseMs, firstPauseMs * 2 ** (tries - 1))))) return false;
    if (spec.bisects && left.length > 1) return workHalves(spec, left, host);
  }
  return true;
}

/** Splitting does not use up tries: a bad record is tried to its limit alone. */
const workHalves = async (spec: StreamMappingSpec, records: StreamRecord[], host: BatchHost): Promise<boolean> => {
  const middle = Math.ceil(records.length / 2);
  return (
    (await workBatch(spec, records.slice(0, middle), host)) && (await workBatch(spec, records.slice(middle), host))
  );
};
