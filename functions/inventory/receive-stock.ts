/**
 * POST /v1/admin/stock/receipts: goods came in. Promise: one effect for one (reference, SKU, location), however often it
 * is sent; the same reference with another quantity is refused.
 */
import { StockReceived } from '../../events/inventory/stock-received.v1.ts';
import { httpHandler } from '../../shared/platform/http.ts';
import { announce } from '../../shared/platform/outbox.ts';
import { commit } from '../../shared/platform/transaction.ts';
import { listSku } from './audit-store.ts';
import { gain } from './domain/movement.ts';
import { refuseUnknown } from './known.ts';
import { moveStock } from './move-store.ts';
import { movedMeanwhile, onceByReference, recordOperation } from './operation-store.ts';
import { receiveStock as route } from './routes.ts';
import { levelAt, rememberLocation } from './store.ts';

export const handler = httpHandler(route, async ({ body, caller }, run) => {
  const { sku, locationId, quantity, reference } = body;
  await refuseUnknown(sku, { locationId });
  const operation = { kind: 'RECEIPT', reference, sku, locationId, asked: { quantity } } as const;
  const cause = { cause: 'received', reference, actor: `staff ${caller.id}` } as const;
  return onceByReference(operation, async () => {
    const reply = { receiptId: run.newId('rcpt'), ...body };
    const movement = gain(await levelAt(sku, locationId), quantity);
    await commit([
      recordOperation(operation, reply),
      ...moveStock(movement, cause, run, { refused: movedMeanwhile }),
      rememberLocation(sku, locationId),
      listSku(sku),
      announce(StockReceived, { subject: sku, data: body }, run),
    ]);
    return reply;
  });
});
