/**
 * The shop's tax rates and shipping tariff, kept in the orders' table. Access patterns:
 *  1. the charges as they stand, read with each cart   pk CHARGES   sk CHARGES
 */
import { Entity } from 'dynamodb-toolbox/entity';
import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import { PutTransaction } from 'dynamodb-toolbox/entity/actions/transactPut';
import { any } from 'dynamodb-toolbox/schema/any';
import { item } from 'dynamodb-toolbox/schema/item';
import { number } from 'dynamodb-toolbox/schema/number';
import { DomainError } from '../../shared/kernel/errors.ts';
import type { Found, ItemKey } from '../../shared/platform/batch-get.ts';
import { contextTable, tableName } from '../../shared/platform/table.ts';
import type { Action } from '../../shared/platform/transaction.ts';
import { type Charges, NO_CHARGES } from './domain/charges.ts';

const KEY = { pk: 'CHARGES', sk: 'CHARGES' };

/** The charges as stored. */
export const ChargesEntity = new Entity({
  name: 'Charges',
  table: contextTable('orders'),
  timestamps: false,
  schema: item({ charges: any(), version: number() }),
  computeKey: () => KEY,
});

/** The charges with the number of their changes. */
export interface StoredCharges {
  charges: Charges;
  version: number;
}

/** The key to read them by, for a caller that reads more in the same call. */
export function chargesKey(): ItemKey {
  return { table: tableName('orders'), ...KEY };
}

/** The charges among `found`; none where the shop has set none. */
export function chargesFrom(found: Found): Charges {
  return (found.get(chargesKey())?.charges as Charges | undefined) ?? NO_CHARGES;
}

/** The charges as they stand. Strongly consistent. */
export async function findCharges(): Promise<StoredCharges> {
  const { Item } = await ChargesEntity.build(GetItemCommand).key({}).options({ consistent: true }).send();
  return (Item as StoredCharges | undefined) ?? { charges: NO_CHARGES, version: 0 };
}

/** The write of the next version; refused when somebody else wrote one meanwhile. */
export function putCharges({ charges, version }: StoredCharges): Action {
  const { Put } = ChargesEntity.build(PutTransaction)
    .item({ charges, version })
    .options({ condition: version === 1 ? { attr: 'version', exists: false } : { attr: 'version', eq: version - 1 } })
    .params();
  return {
    write: { Put },
    refused: () => new DomainError('conflict', 'orders.changed-meanwhile', 'Somebody else changed them; try again.'),
  };
}
