import { failedItems } from './batch-answer.ts';
import type { Outcome } from './lambda-worker.ts';
import type { StreamMappingSpec } from './mapping-spec.ts';
import type { StreamRecord } from './stream-source.ts';

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
 * Answers false when the platform stopped before it was done. `tries` is how often exactly these records failed before.
 */
export async function workBatch(
  spec: StreamMappingSpec,
  records: StreamRecord[],
  host: BatchHost,
  tries = 0,
): Promise<boolean> {
  if (records.length === 0) return true;
  const outcome = await host.invoke(JSON.stringify({ Records: records }));
  const left = remainder(records, failedItems(outcome, records.map(sequenceOf), spec.reportsFailures));
  return left.length === 0 || tryAgain(spec, left, host, tries + 1);
}

const tryAgain = async (
  spec: StreamMappingSpec,
  left: StreamRecord[],
  host: BatchHost,
  tries: number,
): Promise<boolean> => {
  const end = endOf(spec, left, tries, host.now());
  if (end !== undefined) {
    host.giveUp(left, end, tries);
    return true;
  }
  const isOn = await host.pause(Math.min(longestPauseMs, firstPauseMs * 2 ** (tries - 1)));
  if (!isOn) return false;
  return spec.bisects && left.length > 1 ? workHalves(spec, left, host) : workBatch(spec, left, host, tries);
};

/** Splitting does not use up tries: a bad record is tried to its limit alone. */
const workHalves = async (spec: StreamMappingSpec, records: StreamRecord[], host: BatchHost): Promise<boolean> => {
  const middle = Math.ceil(records.length / 2);
  const isFirstDone = await workBatch(spec, records.slice(0, middle), host);
  return isFirstDone && workBatch(spec, records.slice(middle), host);
};
