import { send } from './dynamodb.ts';
import { BatchGetCommand } from './dynamodb-commands.ts';
import { world } from './world.ts';

/** The key of one item in one table. */
export interface ItemKey {
  table: string;
  pk: string;
  sk: string;
}

/** What a batch read found. */
export interface Found {
  /** The item with this key, or undefined when there is none. */
  get(key: ItemKey): Record<string, unknown> | undefined;
}

/** BatchGetItem takes at most this many keys a call. */
const MAX_KEYS = 100;

type Requests = Record<string, { Keys: Record<string, unknown>[]; ConsistentRead?: boolean }>;

const nameOf = (table: string, pk: unknown, sk: unknown) => `${table}|${pk}|${sk}`;

function requestsOf(keys: readonly ItemKey[]): Requests {
  const requests: Requests = {};
  for (const { table, pk, sk } of keys) {
    requests[table] ??= { Keys: [], ConsistentRead: true };
    requests[table].Keys.push({ pk, sk });
  }
  return requests;
}

function unprocessedKeys(unprocessed: Requests): ItemKey[] {
  return Object.entries(unprocessed).flatMap(([table, { Keys }]) =>
    Keys.map((key) => {
      const text = (value: unknown) => (typeof value === 'string' ? value : String((value as { S: string }).S));
      return { table, pk: text(key.pk), sk: text(key.sk) };
    }),
  );
}

type Items = Map<string, Record<string, unknown>>;

/** Reads once; returns the keys that the service left unprocessed. */
async function readOnce(keys: readonly ItemKey[], into: Items): Promise<ItemKey[]> {
  const reply = await send(new BatchGetCommand({ RequestItems: requestsOf(keys) }));
  const responses = (reply.Responses ?? {}) as Record<string, Record<string, unknown>[]>;
  for (const [table, items] of Object.entries(responses)) {
    for (const item of items) into.set(nameOf(table, item.pk, item.sk), item);
  }
  return unprocessedKeys((reply.UnprocessedKeys ?? {}) as Requests);
}

async function readChunk(keys: readonly ItemKey[], into: Items): Promise<void> {
  let left = await readOnce(keys, into);
  for (let attempt = 2; left.length > 0; attempt += 1) {
    await world.sleep(world.random() * Math.min(20 * 2 ** attempt, 1_000));
    left = await readOnce(left, into);
  }
}

/**
 * Reads items of any tables together, strongly consistent, in one call per 100 keys; what the service leaves unprocessed
 * is asked for again. Keys may repeat.
 */
export async function batchGet(keys: readonly ItemKey[]): Promise<Found> {
  const distinct = [...new Map(keys.map((key) => [nameOf(key.table, key.pk, key.sk), key])).values()];
  const items: Items = new Map();
  const chunks: ItemKey[][] = [];
  for (let at = 0; at < distinct.length; at += MAX_KEYS) chunks.push(distinct.slice(at, at + MAX_KEYS));
  await Promise.all(chunks.map((chunk) => readChunk(chunk, items)));
  return { get: ({ table, pk, sk }) => items.get(nameOf(table, pk, sk)) };
}
