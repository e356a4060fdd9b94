/** Accounts of promotions that are limited for all buyers together, in the promotions' table (store.ts, pattern 7). */
import { DomainError } from '../../shared/kernel/errors.ts';
import { batchGet, type Found, type ItemKey } from '../../shared/platform/batch-get.ts';
import { tableName } from '../../shared/platform/table.ts';
import { type Action, commit } from '../../shared/platform/transaction.ts';
import { type Amounts, MEASURES, type Measure, type Moves, SHARDS, type Shard } from './domain/account.ts';

/** The key of one shard of an account. Each has a partition of its own, or they would meet in its throughput. */
export const shardKey = (promotionId: string, shard: number) => ({
  pk: `USES#${promotionId}#${String(shard).padStart(2, '0')}`,
  sk: 'SHARD',
});

/** What a shard keeps of each measure: its rest, what orders hold, what paid orders spent. */
export type Column = 'Left' | 'Held' | 'Spent';

/** A shard as stored. `closed` once its promotion was stopped. */
export type StoredShard = { closed?: boolean } & Partial<Record<`${Measure}${Column}`, number>>;

const keyOf = (promotionId: string, shard: number): ItemKey => ({
  table: tableName('promotions'),
  ...shardKey(promotionId, shard),
});

/** The keys of the first `count` shards. */
export function shardKeys(promotionId: string, count = SHARDS): ItemKey[] {
  return Array.from({ length: count }, (_, shard) => keyOf(promotionId, shard));
}

/** The shards as they were read with `shardKeys`. */
export function shardsFrom(found: Found, promotionId: string, count = SHARDS): StoredShard[] {
  return shardKeys(promotionId, count).map((key) => (found.get(key) ?? {}) as StoredShard);
}

/** The shards of an account as they are now. Right: BatchGetItem. */
export async function readShards(promotionId: string, count = SHARDS): Promise<StoredShard[]> {
  return shardsFrom(await batchGet(shardKeys(promotionId, count)), promotionId, count);
}

/** What a shard has left of what is limited. */
export function restOf(stored: StoredShard): Shard {
  const rest = MEASURES.map((measure) => [measure, stored[`${measure}Left`]] as const);
  return Object.fromEntries(rest.filter(([, left]) => left !== undefined));
}

/** A change of one shard: what is added to its columns, and what of a column must be there for it. */
export interface ShardChange {
  add: Partial<Record<`${Measure}${Column}`, number>>;
  needs?: Amounts;
  /** Also when the promotion was stopped. */
  evenClosed?: boolean;
}

/** The write of a shard's change. */
export function changeShard(promotionId: string, shard: number, { add, needs = {}, evenClosed }: ShardChange) {
  const names: Record<string, string> = evenClosed ? {} : { '#closed': 'closed' };
  const values: Record<string, number> = {};
  const conditions = evenClosed ? [] : ['attribute_not_exists(#closed)'];
  const adds = Object.entries(add).map(([column, amount]) => {
    names[`#${column}`] = column;
    values[`:${column}`] = amount;
    return `#${column} :${column}`;
  });
  for (const [measure, amount] of Object.entries(needs)) {
    names[`#${measure}Left`] = `${measure}Left`;
    values[`:${measure}`] = amount;
    conditions.push(`#${measure}Left >= :${measure}`);
  }
  return {
    Update: {
      TableName: tableName('promotions'),
      Key: shardKey(promotionId, shard),
      UpdateExpression: `ADD ${adds.join(', ')}`,
      ...(conditions.length > 0 ? { ConditionExpression: conditions.join(' AND ') } : {}),
      ExpressionAttributeNames: names,
      ExpressionAttributeValues: values,
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    },
  };
}

const moved = () => new DomainError('conflict', 'promotions.changed-meanwhile', 'Somebody else changed it; try again.');

/**
 * The writes that move what `shards` had left. Refused as changed meanwhile where a shard no longer has what is to leave it; only
 * what a lower grant takes beyond its rest is taken unseen.
 */
export function moveBetween(promotionId: string, shards: readonly Shard[], moves: Moves): Action[] {
  return moves.flatMap((move, shard) => {
    const entries = Object.entries(move) as [Measure, number][];
    if (entries.length === 0) return [];
    const add = Object.fromEntries(entries.map(([measure, change]) => [`${measure}Left`, change]));
    const leaving = entries.map(([name, change]) => [name, Math.min(-change, shards[shard]?.[name] ?? 0)] as const);
    const needs = Object.fromEntries(leaving.filter(([, amount]) => amount > 0));
    return [{ write: changeShard(promotionId, shard, { add, needs, evenClosed: true }), refused: moved }];
  });
}

/** Moves what shards have left, in a commit of its own. Right: UpdateItem. Throws as `moveBetween`. */
export async function moveNow(promotionId: string, shards: readonly Shard[], moves: Moves): Promise<void> {
  const actions = moveBetween(promotionId, shards, moves);
  if (actions.length > 0) await commit(actions);
}

/** The writes that close an account: no checkout that commits after them gets the promotion. */
export function closeShards(promotionId: string, shards: number): Action[] {
  return Array.from({ length: shards }, (_, shard) => ({
    write: {
      Update: {
        TableName: tableName('promotions'),
        Key: shardKey(promotionId, shard),
        UpdateExpression: 'SET #closed = :closed',
        ExpressionAttributeNames: { '#closed': 'closed' },
        ExpressionAttributeValues: { ':closed': true },
      },
    },
  }));
}
