/**
 * The inventory's table. Access patterns:
 *  1. stock of a SKU at a location            pk STOCK#<sku>               sk AT#<location>
 *  2. stock of a SKU at all locations         pk STOCK#<sku>               sk begins_with AT#
 *  3. which locations ever held a SKU         pk STOCK#<sku>               sk LOCATIONS
 *  4. every change of on-hand stock, in order pk LEDGER#<location>#<day>   sk <id>
 *  5. one receipt by its reference            pk RECEIPT#<reference>       sk <sku>#<location>
 *  6. the shop's locations: location-store.ts
 */
import { Entity } from 'dynamodb-toolbox/entity';
import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import { PutTransaction } from 'dynamodb-toolbox/entity/actions/transactPut';
import { UpdateTransaction } from 'dynamodb-toolbox/entity/actions/transactUpdate';
import { $add } from 'dynamodb-toolbox/entity/actions/update';
import { item } from 'dynamodb-toolbox/schema/item';
import { number } from 'dynamodb-toolbox/schema/number';
import { record } from 'dynamodb-toolbox/schema/record';
import { set } from 'dynamodb-toolbox/schema/set';
import { string } from 'dynamodb-toolbox/schema/string';
import { QueryCommand } from 'dynamodb-toolbox/table/actions/query';
import { contextTable } from '../../shared/platform/table.ts';
import type { Action } from '../../shared/platform/transaction.ts';
import type { Allotment, StockLevel } from './domain/stock.ts';

const InventoryTable = contextTable('inventory');

/** Stock of one SKU at one location. */
export const StockEntity = new Entity({
  name: 'Stock',
  table: InventoryTable,
  timestamps: false,
  schema: item({
    sku: string().key(),
    locationId: string().key(),
    onHand: number(),
    reserved: number(),
    available: number(),
    version: number(),
  }),
  computeKey: ({ sku, locationId }) => ({ pk: `STOCK#${sku}`, sk: `AT#${locationId}` }),
});

/** The locations that ever held a SKU. Bounded by the number of the shop's locations. */
export const SkuLocationsEntity = new Entity({
  name: 'SkuLocations',
  table: InventoryTable,
  timestamps: false,
  schema: item({ sku: string().key(), locations: set(string()) }),
  computeKey: ({ sku }) => ({ pk: `STOCK#${sku}`, sk: 'LOCATIONS' }),
});

/** What one receipt or shipment did to the on-hand stock of a location; never changed after it is written. */
export const LedgerEntity = new Entity({
  name: 'StockLedger',
  table: InventoryTable,
  timestamps: false,
  schema: item({
    locationId: string().key(),
    entryId: string().key(),
    at: string().key(),
    changes: record(string(), number()),
    reason: string().enum('received', 'shipped', 'returned', 'written-off'),
    reference: string(),
  }),
  computeKey: ({ locationId, at, entryId }) => ({ pk: `LEDGER#${locationId}#${at.slice(0, 10)}`, sk: entryId }),
});

/** One receipt, by what the warehouse calls it. */
export const ReceiptEntity = new Entity({
  name: 'Receipt',
  table: InventoryTable,
  timestamps: false,
  schema: item({
    reference: string().key(),
    sku: string().key(),
    locationId: string().key(),
    receiptId: string(),
    quantity: number(),
  }),
  computeKey: ({ reference, sku, locationId }) => ({ pk: `RECEIPT#${reference}`, sk: `${sku}#${locationId}` }),
});

/** Changes of on-hand stock at one location, to be written down together. */
export interface LedgerEntry {
  entryId: string;
  locationId: string;
  /** Signed units by SKU. */
  changes: Record<string, number>;
  reason: 'received' | 'shipped' | 'returned' | 'written-off';
  /** The receipt, order or count that caused them. */
  reference: string;
  at: string;
}

/** The append-only record of changes: one item for all SKUs of one cause at one location. */
export function recordChanges(entry: LedgerEntry): Action {
  const { Put } = LedgerEntity.build(PutTransaction)
    .item(entry)
    .options({ condition: { attr: 'entryId', exists: false } })
    .params();
  return { write: { Put } };
}

/** How a step moves the three numbers of a stock level, and the least it needs of which. */
export interface Movement {
  onHand?: number;
  reserved?: number;
  available?: number;
  needs?: { available: number } | { reserved: number };
}

function conditionOf(needs: NonNullable<Movement['needs']>) {
  return 'available' in needs
    ? ({ attr: 'available', gte: needs.available } as const)
    : ({ attr: 'reserved', gte: needs.reserved } as const);
}

/** One conditional move of a stock level. */
export function moveStock({ sku, locationId }: Allotment, movement: Movement, refused?: () => Error): Action {
  const { onHand = 0, reserved = 0, available = 0, needs } = movement;
  const update = StockEntity.build(UpdateTransaction).item({
    sku,
    locationId,
    onHand: $add(onHand),
    reserved: $add(reserved),
    available: $add(available),
    version: $add(1),
  });
  const { Update } = (needs ? update.options({ condition: conditionOf(needs) }) : update).params();
  return { write: { Update }, ...(refused ? { refused } : {}) };
}

/** Remembers that a location holds a SKU. */
export function rememberLocation(sku: string, locationId: string): Action {
  const { Update } = SkuLocationsEntity.build(UpdateTransaction)
    .item({ sku, locations: $add(new Set([locationId])) })
    .params();
  return { write: { Update } };
}

/** Stock of a SKU at every location that ever held it. */
export async function stockOf(sku: string): Promise<StockLevel[]> {
  const { Items } = await InventoryTable.build(QueryCommand)
    .entities(StockEntity)
    .query({ partition: `STOCK#${sku}`, range: { beginsWith: 'AT#' } })
    .options({ consistent: true })
    .send();
  return (Items ?? []) as StockLevel[];
}

/** One delivery of goods, as the warehouse calls it. */
export interface Receipt extends Allotment {
  receiptId: string;
  reference: string;
}

/** Raised when goods were received under this reference before. */
export class ReceiptTaken extends Error {}

/** The deduplication item of a receipt. Throws `ReceiptTaken` out of the commit. */
export function putReceipt(receipt: Receipt): Action {
  const { Put } = ReceiptEntity.build(PutTransaction)
    .item(receipt)
    .options({ condition: { attr: 'reference', exists: false } })
    .params();
  return { write: { Put }, refused: () => new ReceiptTaken() };
}

/** One receipt, or undefined. Strongly consistent. */
export async function findReceipt(reference: string, sku: string, locationId: string): Promise<Receipt | undefined> {
  const key = { reference, sku, locationId };
  const { Item } = await ReceiptEntity.build(GetItemCommand).key(key).options({ consistent: true }).send();
  return Item;
}
