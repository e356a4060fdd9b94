/**
 * The orders' table, its part for tills. Access patterns:
 *  1. which running numbers of a till were told     pk TILL#<till>   sk TILL
 * The sales themselves are orders, under an id that is derived from till and number.
 */
import { Entity } from 'dynamodb-toolbox/entity';
import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import { PutTransaction } from 'dynamodb-toolbox/entity/actions/transactPut';
import { any } from 'dynamodb-toolbox/schema/any';
import { item } from 'dynamodb-toolbox/schema/item';
import { number } from 'dynamodb-toolbox/schema/number';
import { string } from 'dynamodb-toolbox/schema/string';
import { DomainError } from '../../shared/kernel/errors.ts';
import { contextTable } from '../../shared/platform/table.ts';
import type { Action } from '../../shared/platform/transaction.ts';
import type { Range } from './domain/till.ts';

/** What a till has told. */
export interface TillRecord {
  tillId: string;
  /** The numbers told, in order; one range while nothing is missing. */
  ranges: Range[];
  version: number;
}

const TillEntity = new Entity({
  name: 'Till',
  table: contextTable('orders'),
  timestamps: false,
  schema: item({ tillId: string().key(), ranges: any(), version: number() }),
  computeKey: ({ tillId }) => ({ pk: `TILL#${tillId}`, sk: 'TILL' }),
});

/** What a till has told so far. Strongly consistent. */
export async function findTill(tillId: string): Promise<TillRecord> {
  const { Item } = await TillEntity.build(GetItemCommand).key({ tillId }).options({ consistent: true }).send();
  return (Item as TillRecord | undefined) ?? { tillId, ranges: [], version: 0 };
}

/** The write of a till's next version; refused when it told something else meanwhile. */
export function putTill(till: TillRecord): Action {
  const before = till.version - 1;
  const { Put } = TillEntity.build(PutTransaction)
    .item(till)
    .options({ condition: before === 0 ? { attr: 'tillId', exists: false } : { attr: 'version', eq: before } })
    .params();
  const refused = () =>
    new DomainError('conflict', 'orders.changed-meanwhile', 'The till told something else meanwhile; look again.');
  return { write: { Put }, refused };
}
