import { DomainError } from '../../shared/kernel/errors.ts';
import { batchGet, type ItemKey } from '../../shared/platform/batch-get.ts';
import type { Run } from '../../shared/platform/run.ts';
import { tableName } from '../../shared/platform/table.ts';
import type { Action } from '../../shared/platform/transaction.ts';
import { listSku } from './audit-store.ts';
import { type Allotment, MAIN_LOCATION, type StockLevel } from './domain/stock.ts';
import { sellAtTill } from './domain/till.ts';
import { moveStock } from './move-store.ts';
import { movedMeanwhile } from './operation-store.ts';
import { rememberLocation } from './store.ts';
import { tellFinding } from './telling.ts';

const keyOf = (pk: string, sk: string): ItemKey => ({ table: tableName('inventory'), pk, sk });
const levelKey = ({ sku, locationId }: Allotment) => keyOf(`STOCK#${sku}`, `AT#${locationId}`);

/** Refuses a till at a place that the shop does not have. Right: BatchGetItem. Throws not-found `inventory.unknown-location`. */
export async function refuseUnknownTillPlace(locationId: string): Promise<void> {
  const key = keyOf('LOCATIONS', locationId);
  if (locationId === MAIN_LOCATION || (await batchGet([key])).get(key)) return;
  throw new DomainError('not-found', 'inventory.unknown-location', 'There is no such location.', {
    errors: [{ path: 'locationId', code: 'inventory.unknown-location' }],
  });
}

/** Most actions that one SKU sold at a till takes. */
export const ACTIONS_PER_TILL_SALE = 6;

/**
 * Takes units, each SKU once, out of the stock that left over a counter already, whatever the books say of it; the commit throws conflict
 * `inventory.changed-meanwhile` when the stock moved since it was read here. Rights: BatchGetItem, UpdateItem, PutItem.
 */
export async function takeSoldAtTill(sold: readonly Allotment[], orderId: string, run: Run): Promise<Action[]> {
  const found = await batchGet(sold.map(levelKey));
  return sold.flatMap((each) => {
    const { sku, locationId, quantity } = each;
    const nothing = { sku, locationId, onHand: 0, reserved: 0, available: 0 };
    const level = (found.get(levelKey(each)) as StockLevel | undefined) ?? nothing;
    const { movement, difference, short } = sellAtTill(level, quantity);
    const cause = { cause: 'sold-at-till', reference: orderId } as const;
    return [
      ...(movement ? moveStock(movement, cause, run, { refused: movedMeanwhile }) : []),
      rememberLocation(sku, locationId),
      listSku(sku),
      ...tellFinding({ sku, locationId, cause: 'till', reference: orderId, difference, short }, run),
    ];
  });
}
