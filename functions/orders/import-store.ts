/**
 * What imports keep in the orders' table besides the orders (store.ts). Ids are derived from the names given elsewhere,
 * so the item itself is what keeps an import from happening twice. Access patterns:
 *  1. one imported order by source and external id    pk ORDER#<derived id>    sk ORDER
 *  2. one imported return by source and external id   pk RETURN#<derived id>   sk RETURN
 */
import { createHash } from 'node:crypto';
import { Entity } from 'dynamodb-toolbox/entity';
import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import { PutTransaction } from 'dynamodb-toolbox/entity/actions/transactPut';
import { item } from 'dynamodb-toolbox/schema/item';
import { number } from 'dynamodb-toolbox/schema/number';
import { string } from 'dynamodb-toolbox/schema/string';
import { contextTable } from '../../shared/platform/table.ts';
import type { Action } from '../../shared/platform/transaction.ts';

/** A return taken over from elsewhere; `refundTotal` in minor units. Its lines stand in the event that told of it. */
export const ImportedReturnEntity = new Entity({
  name: 'ImportedReturn',
  table: contextTable('orders'),
  timestamps: false,
  schema: item({
    returnId: string().key(),
    orderId: string(),
    externalId: string(),
    returnedAt: string(),
    refundTotal: number(),
  }),
  computeKey: ({ returnId }) => ({ pk: `RETURN#${returnId}`, sk: 'RETURN' }),
});

/** One return as stored. */
export interface ImportedReturn {
  returnId: string;
  orderId: string;
  externalId: string;
  returnedAt: string;
  refundTotal: number;
}

/** The id here of what `source` calls `externalId`: always the same. A space parts the two, which neither may hold. */
export function derivedId(prefix: 'order' | 'return', source: string, externalId: string): string {
  const digest = createHash('sha256').update(`${source} ${externalId}`).digest('hex');
  return `${prefix}_${digest.slice(0, 32)}`;
}

/** One imported return, or undefined. Strongly consistent. */
export async function findReturn(returnId: string): Promise<ImportedReturn | undefined> {
  const { Item } = await ImportedReturnEntity.build(GetItemCommand)
    .key({ returnId })
    .options({ consistent: true })
    .send();
  return Item;
}

/** The write of a return; a conflict when it is there. */
export function putReturn(imported: ImportedReturn): Action {
  const { Put } = ImportedReturnEntity.build(PutTransaction)
    .item(imported)
    .options({ condition: { attr: 'returnId', exists: false } })
    .params();
  return { write: { Put } };
}
