import middy from '@middy/core';
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import type { Envelope, EventContract } from '../../events/contract.ts';
import { isDomainError } from '../kernel/errors.ts';
import { log } from './log.ts';
import { count, publishCounts } from './metrics.ts';
import { type Run, startRun } from './run.ts';
import { AlreadyApplied } from './seen.ts';

/** A use case that hears one event. */
export type EventUseCase<Data> = (event: Envelope<Data>, run: Run) => Promise<void>;

/** A use case that hears a batch at once; it answers the ids of the events that must come again. */
export type BatchUseCase<Data> = (events: Envelope<Data>[], run: Run) => Promise<{ failed: string[] }>;

interface BusMessage {
  source: string;
  'detail-type': string;
  detail: unknown;
}

/** Refusals that will be the same however often the event comes again: parked at once, with their reason in the log. */
const HOPELESS = new Set(['invalid', 'forbidden', 'not-found', 'mismatch', 'unauthenticated']);

function read<Data>(contracts: readonly EventContract<Data>[], record: SQSRecord): Envelope<Data> {
  const message = JSON.parse(record.body) as BusMessage;
  const contract = contracts.find((c) => c.source === message.source && c.detailType === message['detail-type']);
  if (!contract) throw new Error(`no contract for ${message.source} ${message['detail-type']}`);
  const envelope = message.detail as Envelope<unknown>;
  return { ...envelope, data: contract.parse(envelope.data) };
}

function runOf(event: Envelope<unknown>): Run {
  log.appendKeys({ correlationId: event.correlationId, causationId: event.id });
  return startRun(event.correlationId, event.id);
}

function isApplied(error: unknown): boolean {
  return error instanceof AlreadyApplied || (error instanceof Error && error.name === 'AlreadyApplied');
}

const nameOf = ({ type, id }: Envelope<unknown>) => `${type} ${id}`;

/** True when the message is done with: applied now, applied before, or parked for good. */
function isDone(error: unknown, event: Envelope<unknown>): boolean {
  if (isApplied(error)) {
    log.info('skipped', { events: [nameOf(event)] });
    return true;
  }
  if (isDomainError(error) && HOPELESS.has(error.kind)) {
    count('EventParked');
    log.warn('parked', { eventId: event.id, type: event.type, code: error.code });
    return true;
  }
  log.error('event failed', { error: error as Error, eventId: event.id, type: event.type });
  return false;
}

async function applyOne<Data>(
  contracts: readonly EventContract<Data>[],
  useCase: EventUseCase<Data>,
  record: SQSRecord,
): Promise<boolean> {
  let event: Envelope<Data>;
  try {
    event = read(contracts, record);
  } catch (error) {
    log.error('unreadable message', { error: error as Error, messageId: record.messageId });
    return false; // Comes again until the dead-letter queue takes it, where somebody can look at it.
  }
  try {
    const run = runOf(event);
    log.info('heard', { events: [nameOf(event)] });
    await useCase(event, run);
    return true;
  } catch (error) {
    return isDone(error, event);
  }
}

/** Every batch ends here: its counts are published and its failures told. */
function answer(failed: string[]): SQSBatchResponse {
  publishCounts();
  return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
}

/**
 * The Lambda handler of a queue that hears `contracts`: reads and checks each message, runs the use case, reports the
 * failed ones alone. Refusals that cannot heal are parked at once with a reason; faults and conflicts come again.
 */
export function consumerHandler<Data>(contracts: readonly EventContract<Data>[], useCase: EventUseCase<Data>) {
  return middy<SQSEvent, SQSBatchResponse, Error, Context>().handler(async (batch) => {
    const done = await Promise.all(batch.Records.map((record) => applyOne(contracts, useCase, record)));
    return answer(batch.Records.filter((_, index) => !done[index]).map((record) => record.messageId));
  });
}

async function applyTogether<Data>(
  contracts: readonly EventContract<Data>[],
  useCase: BatchUseCase<Data>,
  records: SQSRecord[],
): Promise<string[]> {
  const received = records.map((record) => ({ messageId: record.messageId, event: read(contracts, record) }));
  const events = [...new Map(received.map(({ event }) => [event.id, event])).values()];
  const [first] = events;
  if (!first) return [];
  const { failed } = await useCase(events, runOf(first)); // Its commits tell of each event: no line of its own.
  return received.filter(({ event }) => failed.includes(event.id)).map(({ messageId }) => messageId);
}

async function applyEach<Data>(
  contracts: readonly EventContract<Data>[],
  useCase: BatchUseCase<Data>,
  records: SQSRecord[],
): Promise<string[]> {
  const failed: string[] = [];
  const single: EventUseCase<Data> = async (event, run) => {
    if ((await useCase([event], run)).failed.length > 0) throw new Error('the event could not be applied');
  };
  for (const record of records) {
    if (!(await applyOne(contracts, single, record))) failed.push(record.messageId);
  }
  return failed;
}

/**
 * As `consumerHandler`, for use cases that fold many events into few writes. When the whole batch fails, or an event in
 * it was applied before, each event is tried alone, so one bad event cannot hold the others back.
 */
export function batchConsumerHandler<Data>(contracts: readonly EventContract<Data>[], useCase: BatchUseCase<Data>) {
  return middy<SQSEvent, SQSBatchResponse, Error, Context>().handler(async ({ Records }) => {
    try {
      return answer(await applyTogether(contracts, useCase, Records));
    } catch (error) {
      if (!isApplied(error)) log.warn('batch failed, trying one by one', { error: (error as Error).name });
      return answer(await applyEach(contracts, useCase, Records));
    }
  });
}
