/**
 * The recommendations' table. Access patterns:
 *  1. baskets and companions of a SKU     pk SKU#<sku>           sk KNOWLEDGE
 *  2. the most bought SKUs                gsi1pk POPULAR         gsi1sk <10^10 - baskets, padded>#<sku>   (keys only)
 *  3. what a customer bought before       pk CUSTOMER#<customer> sk KNOWLEDGE
 *  4. what a visitor did (behaviour.ts)   pk SESSION#<session>   sk <instant>#<digest>
 *  5. was this event learnt from          pk SEEN#...            sk SEEN   (shared/platform/seen)
 * Companions are a bounded counter in the SKU's item (domain/counter.ts): an order of n SKUs writes n items, not n(n-1)
 * pairs. Counters are kept as JSON text: they are read and written whole, and text costs a tenth of a map's marshalling.
 * The most bought share one partition of the index; batches are folded first, so it takes one change per SKU and batch.
 */
import { Entity } from 'dynamodb-toolbox/entity';
import { PutTransaction } from 'dynamodb-toolbox/entity/actions/transactPut';
import { item } from 'dynamodb-toolbox/schema/item';
import { number } from 'dynamodb-toolbox/schema/number';
import { string } from 'dynamodb-toolbox/schema/string';
import { batchGet, type Found, type ItemKey } from '../../shared/platform/batch-get.ts';
import { send } from '../../shared/platform/dynamodb.ts';
import { QueryCommand } from '../../shared/platform/dynamodb-commands.ts';
import { contextTable, tableName } from '../../shared/platform/table.ts';
import type { Action } from '../../shared/platform/transaction.ts';
import type { Basket } from './domain/basket.ts';
import type { Counter } from './domain/counter.ts';
import type { CustomerKnowledge, Knowledge, SkuKnowledge } from './domain/learning.ts';

const RecommendationsTable = contextTable('recommendations');

/** What is known of a SKU. */
export const SkuEntity = new Entity({
  name: 'SkuKnowledge',
  table: RecommendationsTable,
  timestamps: false,
  schema: item({
    sku: string().key(),
    baskets: number(),
    companions: string(),
    gsi1pk: string(),
    gsi1sk: string(),
  }),
  computeKey: ({ sku }) => ({ pk: `SKU#${sku}`, sk: 'KNOWLEDGE' }),
});

/** What is known of a customer. */
export const CustomerEntity = new Entity({
  name: 'CustomerKnowledge',
  table: RecommendationsTable,
  timestamps: false,
  schema: item({ customerId: string().key(), baskets: number(), bought: string(), lastAt: string() }),
  computeKey: ({ customerId }) => ({ pk: `CUSTOMER#${customerId}`, sk: 'KNOWLEDGE' }),
});

/** Raised inside a commit when something read for it was changed meanwhile. */
export class KnowledgeMoved extends Error {
  constructor() {
    super('knowledge moved');
    this.name = 'KnowledgeMoved';
  }
}

/** Whose knowledge is asked for. */
export interface Wanted {
  skus?: readonly string[];
  customers?: readonly string[];
}

const keyOf = (pk: string): ItemKey => ({ table: tableName('recommendations'), pk, sk: 'KNOWLEDGE' });
const skuKey = (sku: string) => keyOf(`SKU#${sku}`);
const customerKey = (customerId: string) => keyOf(`CUSTOMER#${customerId}`);
const counterOf = (text: unknown) => JSON.parse(String(text)) as Counter;

function skuFrom(found: Found, sku: string): SkuKnowledge | undefined {
  const stored = found.get(skuKey(sku));
  return stored && { baskets: Number(stored.baskets), companions: counterOf(stored.companions) };
}

function customerFrom(found: Found, customerId: string): CustomerKnowledge | undefined {
  const stored = found.get(customerKey(customerId));
  return stored && { baskets: Number(stored.baskets), bought: counterOf(stored.bought), lastAt: String(stored.lastAt) };
}

function collect<Value>(names: readonly string[], read: (name: string) => Value | undefined): Map<string, Value> {
  const values = new Map<string, Value>();
  for (const name of names) {
    const value = read(name);
    if (value !== undefined) values.set(name, value);
  }
  return values;
}

/** What is known of these SKUs and customers, strongly consistent; the unknown ones are absent. */
export async function readKnowledge({ skus = [], customers = [] }: Wanted): Promise<Knowledge> {
  const found = await batchGet([...skus.map(skuKey), ...customers.map(customerKey)]);
  return {
    skus: collect(skus, (sku) => skuFrom(found, sku)),
    customers: collect(customers, (customerId) => customerFrom(found, customerId)),
  };
}

/** What must be read before these baskets are learnt from. */
export function wantedBy(baskets: readonly Basket[]): Required<Wanted> {
  const customers = baskets.map(({ customerId }) => customerId).filter((id) => id !== undefined);
  return { skus: [...new Set(baskets.flatMap(({ skus }) => skus))], customers: [...new Set(customers)] };
}

const moved = () => new KnowledgeMoved();

/** Holds while the item is as it was read. */
const unchanged = (before: { baskets: number } | undefined) =>
  before === undefined
    ? { attr: 'baskets' as const, exists: false as const }
    : { attr: 'baskets' as const, eq: before.baskets };

function putSku(sku: string, { baskets, companions }: SkuKnowledge, before: SkuKnowledge | undefined): Action {
  const gsi1sk = `${String(10_000_000_000 - baskets).padStart(11, '0')}#${sku}`;
  const { Put } = SkuEntity.build(PutTransaction)
    .item({ sku, baskets, companions: JSON.stringify(companions), gsi1pk: 'POPULAR', gsi1sk })
    .options({ condition: unchanged(before) })
    .params();
  return { write: { Put }, refused: moved };
}

function putCustomer(customerId: string, known: CustomerKnowledge, before: CustomerKnowledge | undefined): Action {
  const { baskets, bought, lastAt } = known;
  const { Put } = CustomerEntity.build(PutTransaction)
    .item({ customerId, baskets, bought: JSON.stringify(bought), lastAt })
    .options({ condition: unchanged(before) })
    .params();
  return { write: { Put }, refused: moved };
}

/** The writes that take what was read to what is known now; refused as `KnowledgeMoved` when it was not the latest. */
export function putKnowledge(read: Knowledge, now: Knowledge): Action[] {
  return [
    ...[...now.skus].map(([sku, known]) => putSku(sku, known, read.skus.get(sku))),
    ...[...now.customers].map(([id, known]) => putCustomer(id, known, read.customers.get(id))),
  ];
}

/** The most bought SKUs, most bought first, equal ones by SKU. */
export async function mostBought(limit: number): Promise<{ sku: string; baskets: number }[]> {
  const reply = await send(
    new QueryCommand({
      TableName: tableName('recommendations'),
      IndexName: 'gsi1',
      KeyConditionExpression: 'gsi1pk = :popular',
      ExpressionAttributeValues: { ':popular': 'POPULAR' },
      Limit: limit,
    }),
  );
  return ((reply.Items ?? []) as { gsi1sk: string }[]).map(({ gsi1sk }) => ({
    sku: gsi1sk.slice(12),
    baskets: 10_000_000_000 - Number(gsi1sk.slice(0, 11)),
  }));
}
