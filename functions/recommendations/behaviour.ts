import { createHash } from 'node:crypto';
import type { Channel } from '../../events/contract.ts';
import { DomainError } from '../../shared/kernel/errors.ts';
import { epochSeconds, type Instant } from '../../shared/kernel/time.ts';
import { send } from '../../shared/platform/dynamodb.ts';
import { BatchWriteCommand } from '../../shared/platform/dynamodb-commands.ts';
import { tableName } from '../../shared/platform/table.ts';
import { world } from '../../shared/platform/world.ts';

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
/** BatchWriteItem takes at most this many items a call. */
const MAX_ITEMS = 25;
const ATTEMPTS = 6;

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

interface Unprocessed {
  PutRequest: { Item: { pk: { S: string }; sk: { S: string } } };
}

const nameOf = (pk: string, sk: string) => `${pk}|${sk}`;

/** Writes items and answers those that the service left undone. */
async function tryWrite(items: readonly Item[]): Promise<Item[]> {
  const table = tableName('recommendations');
  const puts = items.map((item) => ({ PutRequest: { Item: item } }));
  const reply = await send(new BatchWriteCommand({ RequestItems: { [table]: puts } }));
  const undone = ((reply.UnprocessedItems ?? {}) as Record<string, Unprocessed[]>)[table] ?? [];
  const names = new Set(undone.map(({ PutRequest: { Item: key } }) => nameOf(key.pk.S, key.sk.S)));
  return items.filter(({ pk, sk }) => names.has(nameOf(pk, sk)));
}

async function writeChunk(items: readonly Item[]): Promise<void> {
  let left = await tryWrite(items);
  for (let attempt = 1; left.length > 0; attempt += 1) {
    if (attempt > ATTEMPTS) throw new DomainError('unavailable', 'request.busy', 'Too busy just now; try again.');
    await world.sleep(world.random() * 50 * 2 ** attempt);
    left = await tryWrite(left);
  }
}

/** Keeps events, each once, for 90 days. Throws unavailable `request.busy`; sending them again does no harm. */
export async function keepBehaviour(events: readonly Behaviour[], now: Instant): Promise<void> {
  const items = events.map((event) => itemOf(event, now));
  const distinct = [...new Map(items.map((item) => [nameOf(item.pk, item.sk), item])).values()];
  const chunks: Item[][] = [];
  for (let at = 0; at < distinct.length; at += MAX_ITEMS) chunks.push(distinct.slice(at, at + MAX_ITEMS));
  await Promise.all(chunks.map(writeChunk));
}
