/**
 * The inventory's table, its part for locations. Access patterns:
 *  1. the shop's locations                    pk LOCATIONS                 sk <location>
 */
import { Entity } from 'dynamodb-toolbox/entity';
import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import { PutTransaction } from 'dynamodb-toolbox/entity/actions/transactPut';
import { item } from 'dynamodb-toolbox/schema/item';
import { list } from 'dynamodb-toolbox/schema/list';
import { number } from 'dynamodb-toolbox/schema/number';
import { string } from 'dynamodb-toolbox/schema/string';
import { QueryCommand } from 'dynamodb-toolbox/table/actions/query';
import { DomainError } from '../../shared/kernel/errors.ts';
import { contextTable } from '../../shared/platform/table.ts';
import type { Action } from '../../shared/platform/transaction.ts';
import type { Location } from './domain/location.ts';

const InventoryTable = contextTable('inventory');

/** A warehouse or store. */
export const LocationEntity = new Entity({
  name: 'Location',
  table: InventoryTable,
  timestamps: false,
  schema: item({
    locationId: string().key(),
    kind: string().enum('warehouse', 'store'),
    name: string(),
    region: string(),
    capabilities: list(string().enum('ship', 'pickup', 'return')),
    version: number(),
  }),
  computeKey: ({ locationId }) => ({ pk: 'LOCATIONS', sk: locationId }),
});

/** All locations that were written down. */
export async function storedLocations(): Promise<Location[]> {
  const { Items } = await InventoryTable.build(QueryCommand)
    .entities(LocationEntity)
    .query({ partition: 'LOCATIONS' })
    .send();
  return (Items ?? []) as unknown as Location[];
}

/** One location that was written down. */
export async function storedLocation(locationId: string): Promise<Location | undefined> {
  const { Item } = await LocationEntity.build(GetItemCommand).key({ locationId }).options({ consistent: true }).send();
  return Item;
}

const changedMeanwhile = () =>
  new DomainError('conflict', 'inventory.changed-meanwhile', 'Somebody else changed it; try again.');

/** The write of a location's next version; the commit raises conflict `inventory.changed-meanwhile` when it is not the next. */
export function putLocation(location: Location): Action {
  const { version } = location;
  const { Put } = LocationEntity.build(PutTransaction)
    .item(location)
    .options({
      condition: version === 1 ? { attr: 'locationId', exists: false } : { attr: 'version', eq: version - 1 },
    })
    .params();
  return { write: { Put }, refused: changedMeanwhile };
}
