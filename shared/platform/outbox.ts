import type { Channel, Envelope, EventContract } from '../../events/contract.ts';
import { epochSeconds } from '../kernel/time.ts';
import type { Run } from './run.ts';
import { tableName } from './table.ts';
import type { Action } from './transaction.ts';

const KEEP_SECONDS = 14 * 86_400;

/** What one fact is about, besides its data. */
export interface Fact<Data> {
  subject: string;
  channel?: Channel;
  data: Data;
}

/**
 * The outbox item of one fact, to be committed in the same transaction as the change it tells of. The context's stream
 * relay publishes it; nothing is published that was not committed, and nothing committed is forgotten.
 */
export function announce<Data>(contract: EventContract<Data>, fact: Fact<Data>, run: Run): Action {
  const event: Envelope<Data> = {
    id: run.newId(),
    type: contract.type,
    occurredAt: run.now,
    subject: fact.subject,
    correlationId: run.correlationId,
    causationId: run.causationId,
    ...(fact.channel ? { channel: fact.channel } : {}),
    data: fact.data,
  };
  const { correlationId, causationId } = run;
  return {
    trace: { correlationId, causationId, event: `${event.type} ${event.id}` },
    write: {
      Put: {
        TableName: tableName(contract.context),
        Item: {
          pk: `OUTBOX#${event.id}`,
          sk: 'OUTBOX',
          _et: 'Outbox',
          source: contract.source,
          detailType: contract.detailType,
          detail: JSON.stringify(event),
          expiresAt: epochSeconds(run.now) + KEEP_SECONDS,
        },
      },
    },
  };
}
