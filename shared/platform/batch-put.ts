import { DomainError } from '../kernel/errors.ts';
import { send } from './dynamodb.ts';
import { BatchWriteCommand } from './dynamodb-commands.ts';
import { world } from './world.ts';

/** An item as it is put: its key and whatever else it says. */
export interface KeyedItem {
  pk: string;
  sk: string;
}

/** BatchWriteItem takes at most this many items a call. */
const MAX_ITEMS = 25;
const ATTEMPTS = 6;

interface Unprocessed {
  PutRequest: { Item: { pk: { S: string }; sk: { S: string } } };
}

const nameOf = (pk: string, sk: string) => `${pk}|${sk}`;

/** Writes items and answers those that the service left undone. */
async function tryPut(table: string, items: readonly KeyedItem[]): Promise<KeyedItem[]> {
  const puts = items.map((item) => ({ PutRequest: { Item: item } }));
  const reply = await send(new BatchWriteCommand({ RequestItems: { [table]: puts } }));
  const undone = ((reply.UnprocessedItems ?? {}) as Record<string, Unprocessed[]>)[table] ?? [];
  const names = new Set(undone.map(({ PutRequest: { Item: key } }) => nameOf(key.pk.S, key.sk.S)));
  return items.filter(({ pk, sk }) => names.has(nameOf(pk, sk)));
}

async function putChunk(table: string, items: readonly KeyedItem[]): Promise<void> {
  let left = await tryPut(table, items);
  for (let attempt = 1; left.length > 0; attempt += 1) {
    if (attempt > ATTEMPTS) throw new DomainError('unavailable', 'request.busy', 'Too busy just now; try again.');
    await world.sleep(world.random() * 50 * 2 ** attempt);
    left = await tryPut(table, left);
  }
}

/**
 * Puts items of one table whatever was there before, in one call per 25; of those with one key the last counts. Not
 * atomic: only for items that are all that there is to say under their key. What the service leaves unprocessed is sent
 * again; throws unavailable `request.busy` when it stays so. Sending the same again does no harm. Right: BatchWriteItem.
 */
export async function batchPut(table: string, items: readonly KeyedItem[]): Promise<void> {
  const distinct = [...new Map(items.map((item) => [nameOf(item.pk, item.sk), item])).values()];
  // One after the other: a refusal of one leaves no other behind that is still under way.
  for (let at = 0; at < distinct.length; at += MAX_ITEMS) await putChunk(table, distinct.slice(at, at + MAX_ITEMS));
}
