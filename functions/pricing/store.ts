/**
 * Price lists and changes in the pricing table. Access patterns:
 *  1. all lists, or one              pk LISTS                sk <listId>
 *  2. one change                     pk CHANGE#<changeId>    sk CHANGE
 *  3. changes of a status, newest    gsi1pk CHANGES#<status> gsi1sk <createdAt>#<changeId>
 * The other parts of the table: guard-store.ts, history-store.ts, market-store.ts, rule-store.ts.
 */
import { Entity } from 'dynamodb-toolbox/entity';
import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import { PutTransaction } from 'dynamodb-toolbox/entity/actions/transactPut';
import { any } from 'dynamodb-toolbox/schema/any';
import { item } from 'dynamodb-toolbox/schema/item';
import { number } from 'dynamodb-toolbox/schema/number';
import { string } from 'dynamodb-toolbox/schema/string';
import { QueryCommand } from 'dynamodb-toolbox/table/actions/query';
import { DomainError } from '../../shared/kernel/errors.ts';
import { contextTable } from '../../shared/platform/table.ts';
import type { Action } from '../../shared/platform/transaction.ts';
import type { Change, PriceList } from './domain/change.ts';

/** The table of the pricing context. */
export const PricingTable = contextTable('pricing');

/** A list as stored. */
export const ListEntity = new Entity({
  name: 'PriceList',
  table: PricingTable,
  timestamps: false,
  schema: item({ listId: string().key(), list: any(), version: number() }),
  computeKey: ({ listId }) => ({ pk: 'LISTS', sk: listId }),
});

/** A change as stored. */
export const ChangeEntity = new Entity({
  name: 'PriceChange',
  table: PricingTable,
  timestamps: false,
  schema: item({ changeId: string().key(), change: any(), version: number(), gsi1pk: string(), gsi1sk: string() }),
  computeKey: ({ changeId }) => ({ pk: `CHANGE#${changeId}`, sk: 'CHANGE' }),
});

/** Where a page of a list ends. */
export type PageKey = Record<string, unknown> | undefined;

/** The refusal that sends a use case round again. */
export function changedMeanwhile(): DomainError {
  return new DomainError('conflict', 'pricing.changed-meanwhile', 'Somebody else changed it; try again.');
}

/** True in a condition when nobody wrote a version since the one before. */
export function isNext(version: number) {
  return version === 1 ? { attr: 'version' as const, exists: false } : { attr: 'version' as const, eq: version - 1 };
}

/** One list, or undefined. Strongly consistent. */
export async function findList(listId: string): Promise<PriceList | undefined> {
  const { Item } = await ListEntity.build(GetItemCommand).key({ listId }).options({ consistent: true }).send();
  return Item?.list as PriceList | undefined;
}

/** The write of a list's next version. */
export function putList(list: PriceList): Action {
  const { listId, version } = list;
  const { Put } = ListEntity.build(PutTransaction)
    .item({ listId, list, version })
    .options({ condition: isNext(version) })
    .params();
  return { write: { Put }, refused: changedMeanwhile };
}

/** A page of the lists, by id. */
export async function listsFrom(limit: number, from: PageKey) {
  const { Items, LastEvaluatedKey } = await PricingTable.build(QueryCommand)
    .entities(ListEntity)
    .query({ partition: 'LISTS' })
    .options({ limit, consistent: true, ...(from ? { exclusiveStartKey: from } : {}) })
    .send();
  return { lists: (Items ?? []).map(({ list }) => list as PriceList), lastKey: LastEvaluatedKey as PageKey };
}

/** One change, or undefined. Strongly consistent. */
export async function findChange(changeId: string): Promise<Change | undefined> {
  const { Item } = await ChangeEntity.build(GetItemCommand).key({ changeId }).options({ consistent: true }).send();
  return Item?.change as Change | undefined;
}

/** The write of a change's next version. */
export function putChange(change: Change): Action {
  const { changeId, version, status, createdAt } = change;
  const { Put } = ChangeEntity.build(PutTransaction)
    .item({ changeId, change, version, gsi1pk: `CHANGES#${status}`, gsi1sk: `${createdAt}#${changeId}` })
    .options({ condition: isNext(version) })
    .params();
  return { write: { Put }, refused: changedMeanwhile };
}

/** A page of the changes of a status, newest first. */
export async function changesOf(status: Change['status'], limit: number, from: PageKey) {
  const { Items, LastEvaluatedKey } = await PricingTable.build(QueryCommand)
    .entities(ChangeEntity)
    .query({ index: 'gsi1', partition: `CHANGES#${status}` })
    .options({ limit, reverse: true, ...(from ? { exclusiveStartKey: from } : {}) })
    .send();
  return { changes: (Items ?? []).map(({ change }) => change as Change), lastKey: LastEvaluatedKey as PageKey };
}
