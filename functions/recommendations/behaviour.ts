import { createHash } from 'node:crypto';
import type { Channel } from '../../events/contract.ts';
import { epochSeconds, type Instant } from '../../shared/kernel/time.ts';
import { batchPut } from '../../shared/platform/batch-put.ts';
import { tableName } from '../../shared/platform/table.ts';

/** One thing a visitor did. */
export interface Behaviour {
  type: string;
  at: Instant;
  sessionId: string;
  sku?: string;
  placement?: string;
  promotionId?: string;
  channel?: Channel;
  query?: string;
  customerId?: string;
}

/** Behaviour is forgotten after this long. */
const KEEP_SECONDS = 90 * 86_400;

interface Item extends Behaviour {
  pk: string;
  sk: string;
  _et: 'Behaviour';
  expiresAt: number;
}

/** The item of an event. Its key is made of all it says, so the same event told again is the same item. */
function itemOf(event: Behaviour, now: Instant): Item {
  const { type, at, sessionId, sku = '', placement = '', query = '', promotionId, channel } = event;
  const said = JSON.stringify([type, sku, placement, query, ...(promotionId ? [promotionId, channel] : [])]);
  const digest = createHash('sha256').update(said).digest('base64url').slice(0, 16);
  return {
    ...event,
    pk: `SESSION#${sessionId}`,
    sk: `${at}#${digest}`,
    _et: 'Behaviour',
    expiresAt: epochSeconds(now) + KEEP_SECONDS,
  };
}

/** Keeps events, each once, for 90 days. Throws unavailable `request.busy`; sending them again does no harm. */
export async function keepBehaviour(events: readonly Behaviour[], now: Instant): Promise<void> {
  await batchPut(
    tableName('recommendations'),
    events.map((event) => itemOf(event, now)),
  );
}
