import { epochSeconds } from '../kernel/time.ts';
import type { Run } from './run.ts';
import { tableName } from './table.ts';
import type { Action } from './transaction.ts';

const KEEP_SECONDS = 30 * 86_400;

/** Raised when a consumer meets an event it has applied already; the consumer wrapper takes it for success. */
export class AlreadyApplied extends Error {
  constructor() {
    super('already applied');
    this.name = 'AlreadyApplied';
  }
}

/**
 * The deduplication item of one event at one consumer, kept in the consumer's own context. Put it first into the
 * transaction that holds the event's effect: then the effect happens exactly once, however often the event arrives.
 */
export function applyOnce(context: string, consumer: string, eventId: string, run: Run): Action {
  return {
    trace: { correlationId: run.correlationId, causationId: eventId },
    write: {
      Put: {
        TableName: tableName(context),
        Item: {
          pk: `SEEN#${consumer}#${eventId}`,
          sk: 'SEEN',
          _et: 'Seen',
          expiresAt: epochSeconds(run.now) + KEEP_SECONDS,
        },
        ConditionExpression: 'attribute_not_exists(pk)',
      },
    },
    refused: () => new AlreadyApplied(),
  };
}
