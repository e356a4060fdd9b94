/**
 * The recommendations' table. Access patterns:
 *  1. in how many orders was a SKU        pk SKU#<sku>           sk POPULARITY
 *  2. the most bought SKUs                gsi1pk POPULAR         gsi1sk <10^10 - orders, padded>#<sku>
 *  3. what was bought together with a SKU pk SKU#<sku>           sk COMPANIONS
 *  4. what a customer bought before       pk CUSTOMER#<customer> sk BOUGHT
 *  5. what a visitor did (behaviour.ts)   pk SESSION#<session>   sk <instant>#<digest>
 *  6. was this event learnt from          pk SEEN#...            sk SEEN   (shared/platform/seen)
 * Companions are a bounded counter in one item (domain/counter.ts): an order of n SKUs writes n items, not n(n-1) pairs.
 * The most bought share one partition of the index; batches are folded first, so it takes one change per SKU and batch.
 */
import { Entity } from 'dynamodb-toolbox/entity';
import { PutTransaction } from 'dynamodb-toolbox/entity/actions/transactPut';
import { item } from 'dynamodb-toolbox/schema/item';
import { number } from 'dynamodb-toolbox/schema/number';
import { record } from 'dynamodb-toolbox/schema/record';
import { string } from 'dynamodb-toolbox/schema/string';
import { QueryCommand } from 'dynamodb-toolbox/table/actions/query';
import { batchGet, type Found, type ItemKey } from '../../shared/platform/batch-get.ts';
import { contextTable, tableName } from '../../shared/platform/table.ts';
import type { Action } from '../../shared/platform/transaction.ts';
import type { Basket } from './domain/basket.ts';
import type { Counter } from './domain/counter.ts';
import type { Bought, Knowledge } from './domain/learning.ts';

const RecommendationsTable = contextTable('recommendations');
const counter = { counts: record(string(), number()), floor: number(), version: number() };

/** In how many orders a SKU was. */
export const PopularityEntity = new Entity({
  name: 'Popularity',
  table: RecommendationsTable,
  timestamps: false,
  schema: item({ sku: string().key(), orders: number(), gsi1pk: string(), gsi1sk: string() }),
  computeKey: ({ sku }) => ({ pk: `SKU#${sku}`, sk: 'POPULARITY' }),
});

/** What was bought together with a SKU. */
export const CompanionsEntity = new Entity({
  name: 'Companions',
  table: RecommendationsTable,
  timestamps: false,
  schema: item({ sku: string().key(), ...counter }),
  computeKey: ({ sku }) => ({ pk: `SKU#${sku}`, sk: 'COMPANIONS' }),
});

/** What a customer bought before. */
export const BoughtEntity = new Entity({
  name: 'Bought',
  table: RecommendationsTable,
  timestamps: false,
  schema: item({ customerId: string().key(), ...counter, lastAt: string() }),
  computeKey: ({ customerId }) => ({ pk: `CUSTOMER#${customerId}`, sk: 'BOUGHT' }),
});

/** Raised inside a commit when something read for it was changed meanwhile. */
export class KnowledgeMoved extends Error {
  constructor() {
    super('knowledge moved');
    this.name = 'KnowledgeMoved';
  }
}

/** What was read, and the version of each counter at that time. */
export interface KnowledgeRead extends Knowledge {
  versionOf(key: ItemKey): number;
}

const keyOf = (pk: string, sk: string): ItemKey => ({ table: tableName('recommendations'), pk, sk });
const popularityKey = (sku: string) => keyOf(`SKU#${sku}`, 'POPULARITY');
const companionsKey = (sku: string) => keyOf(`SKU#${sku}`, 'COMPANIONS');
const boughtKey = (customerId: string) => keyOf(`CUSTOMER#${customerId}`, 'BOUGHT');

function collect<Value>(found: Found, names: readonly string[], toKey: (name: string) => ItemKey): Map<string, Value> {
  const entries = names.map((name) => [name, found.get(toKey(name))] as const);
  return new Map(entries.filter(([, value]) => value !== undefined) as [string, Value][]);
}

/** Keys and values of what is asked for. */
export interface Wanted {
  popularity: readonly string[];
  companions: readonly string[];
  customers: readonly string[];
}

/** What is known of these SKUs and customers, strongly consistent. */
export async function readKnowledge({ popularity, companions, customers }: Wanted): Promise<KnowledgeRead> {
  const keys = [popularity.map(popularityKey), companions.map(companionsKey), customers.map(boughtKey)].flat();
  const found = await batchGet(keys);
  const stats = collect<{ orders: number }>(found, popularity, popularityKey);
  return {
    popularity: new Map([...stats].map(([sku, { orders }]) => [sku, orders])),
    companions: collect<Counter>(found, companions, companionsKey),
    bought: collect<Bought>(found, customers, boughtKey),
    versionOf: (key) => Number(found.get(key)?.version ?? 0),
  };
}

/** What baskets need to have read before they are learnt from. */
export function wantedBy(baskets: readonly Basket[]): Wanted {
  const skus = [...new Set(baskets.flatMap((basket) => basket.skus))];
  const customers = baskets.map(({ customerId }) => customerId).filter((id) => id !== undefined);
  return { popularity: skus, companions: skus, customers: [...new Set(customers)] };
}

const moved = () => new KnowledgeMoved();

function putPopularity(sku: string, orders: number, before: number | undefined): Action {
  const gsi1sk = `${String(10_000_000_000 - orders).padStart(11, '0')}#${sku}`;
  const { Put } = PopularityEntity.build(PutTransaction)
    .item({ sku, orders, gsi1pk: 'POPULAR', gsi1sk })
    .options({ condition: before === undefined ? { attr: 'orders', exists: false } : { attr: 'orders', eq: before } })
    .params();
  return { write: { Put }, refused: moved };
}

const unchanged = (version: number) =>
  version === 0 ? { attr: 'version' as const, exists: false as const } : { attr: 'version' as const, eq: version };

function putCompanions(sku: string, { counts, floor }: Counter, version: number): Action {
  const { Put } = CompanionsEntity.build(PutTransaction)
    .item({ sku, counts, floor, version: version + 1 })
    .options({ condition: unchanged(version) })
    .params();
  return { write: { Put }, refused: moved };
}

function putBought(customerId: string, { counts, floor, lastAt }: Bought, version: number): Action {
  const { Put } = BoughtEntity.build(PutTransaction)
    .item({ customerId, counts, floor, lastAt, version: version + 1 })
    .options({ condition: unchanged(version) })
    .params();
  return { write: { Put }, refused: moved };
}

/** The writes that take what was read to what is known now; refused as `KnowledgeMoved` when it was not the latest. */
export function putKnowledge(read: KnowledgeRead, now: Knowledge): Action[] {
  return [
    ...[...now.popularity].map(([sku, orders]) => putPopularity(sku, orders, read.popularity.get(sku))),
    ...[...now.companions].map(([sku, known]) => putCompanions(sku, known, read.versionOf(companionsKey(sku)))),
    ...[...now.bought].map(([id, known]) => putBought(id, known, read.versionOf(boughtKey(id)))),
  ];
}

/** The most bought SKUs, most bought first, equal ones by SKU. */
export async function mostBought(limit: number): Promise<{ sku: string; orders: number }[]> {
  const { Items } = await RecommendationsTable.build(QueryCommand)
    .entities(PopularityEntity)
    .query({ index: 'gsi1', partition: 'POPULAR' })
    .options({ limit })
    .send();
  return (Items ?? []) as { sku: string; orders: number }[];
}
