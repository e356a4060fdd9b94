/**
 * POST /v1/admin/stock/receipts: goods came in. Promise: one effect for one (reference, SKU, location), however often it
 * is sent; the same reference with another quantity is refused.
 */
import { StockReceived } from '../../events/inventory/stock-received.v1.ts';
import { DomainError } from '../../shared/kernel/errors.ts';
import { httpHandler } from '../../shared/platform/http.ts';
import { announce } from '../../shared/platform/outbox.ts';
import { commit } from '../../shared/platform/transaction.ts';
import { readProducts } from '../catalog/holds.ts';
import { MAIN_LOCATION } from './domain/stock.ts';
import { storedLocation } from './location-store.ts';
import { receiveStock as route } from './routes.ts';
import { findReceipt, moveStock, putReceipt, ReceiptTaken, recordChanges, rememberLocation } from './store.ts';

async function refuseUnknown(sku: string, locationId: string): Promise<void> {
  const [products, location] = await Promise.all([readProducts([sku]), storedLocation(locationId)]);
  if (!products.has(sku)) throw new DomainError('not-found', 'catalog.unknown-sku', 'There is no such product.');
  if (!location && locationId !== MAIN_LOCATION) {
    throw new DomainError('not-found', 'inventory.unknown-location', 'There is no such location.');
  }
}

export const handler = httpHandler(route, async ({ body }, run) => {
  const { sku, locationId, quantity, reference } = body;
  await refuseUnknown(sku, locationId);
  const receiptId = run.newId('rcpt');
  try {
    await commit([
      putReceipt({ ...body, receiptId }),
      moveStock(body, { onHand: quantity, available: quantity }),
      rememberLocation(sku, locationId),
      recordChanges({
        entryId: receiptId,
        locationId,
        changes: { [sku]: quantity },
        reason: 'received',
        reference,
        at: run.now,
      }),
      announce(StockReceived, { subject: sku, data: body }, run),
    ]);
    return { status: 201, body: { receiptId, ...body } };
  } catch (error) {
    if (!(error instanceof ReceiptTaken)) throw error;
    const receipt = await findReceipt(reference, sku, locationId);
    if (receipt?.quantity !== quantity) {
      throw new DomainError(
        'conflict',
        'inventory.reference-reused',
        'This reference was received with another quantity.',
      );
    }
    return { status: 201, body: { ...body, receiptId: receipt.receiptId }, headers: { 'idempotent-replayed': 'true' } };
  }
});
