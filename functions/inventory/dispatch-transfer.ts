/**
 * POST /v1/admin/stock/transfers: units leave one location for another and are in transit until they are received there.
 * Promise: one effect for one (reference, SKU, location they leave); nobody can buy them meanwhile.
 */
import { httpHandler } from '../../shared/platform/http.ts';
import { commit } from '../../shared/platform/transaction.ts';
import { dispatch, expect, refuseSamePlace } from './domain/transfer.ts';
import { refuseUnknown } from './known.ts';
import { moveStock } from './move-store.ts';
import { movedMeanwhile, onceByReference, recordOperation } from './operation-store.ts';
import { dispatchTransfer as route } from './stock-routes.ts';
import { levelAt, rememberLocation } from './store.ts';
import { putTransfer } from './transfer-store.ts';

export const handler = httpHandler(route, async ({ body, caller }, run) => {
  const { sku, from, to, quantity, reference } = body;
  refuseSamePlace(body);
  await refuseUnknown(sku, { from, to });
  const operation = { kind: 'TRANSFER', reference, sku, locationId: from, asked: { to, quantity } } as const;
  const actor = `staff ${caller.id}`;
  return onceByReference(operation, async () => {
    const transfer = { transferId: run.newId('transfer'), ...body, status: 'in-transit' } as const;
    const leaving = dispatch(await levelAt(sku, from), quantity);
    const cause = { reference: transfer.transferId, actor };
    await commit([
      recordOperation(operation, transfer),
      putTransfer(transfer),
      ...moveStock(leaving, { cause: 'dispatched', ...cause }, run, { refused: movedMeanwhile }),
      ...moveStock(expect(transfer), { cause: 'incoming', ...cause }, run),
      rememberLocation(sku, to),
    ]);
    return transfer;
  });
});
