/** POST /v1/admin/imports/returns: takes over a return of an imported order, once however often it is sent. */
import { OrderRefunded } from '../../events/orders/order-refunded.v1.ts';
import { DomainError, isDomainError } from '../../shared/kernel/errors.ts';
import { httpHandler } from '../../shared/platform/http.ts';
import { announce } from '../../shared/platform/outbox.ts';
import type { Run } from '../../shared/platform/run.ts';
import { commit } from '../../shared/platform/transaction.ts';
import { bringBack, type ImportedLine } from './domain/imported.ts';
import { importReturn as route } from './import-routes.ts';
import { derivedId, findReturn, putReturn } from './import-store.ts';
import { findStored, putOrder } from './store.ts';

const MAX_TRIES = 5;

interface Return {
  returnId: string;
  orderId: string;
  externalId: string;
  returnedAt: string;
  lines: ImportedLine[];
}

async function takeBack({ lines, ...imported }: Return, run: Run): Promise<number> {
  const stored = await findStored(imported.orderId);
  if (!stored) throw new DomainError('not-found', 'orders.unknown-order', 'No such order was imported.');
  const { order, refund } = bringBack(stored.order, lines);
  const { orderId, customerId, currency, channel } = order;
  const amounts = lines.map(({ sku, quantity, unitPrice }) => ({ sku, quantity, amount: quantity * unitPrice }));
  const money = { refundId: imported.returnId, amount: refund, currency, refundedAt: imported.returnedAt };
  const data = { orderId, customerId, ...money, channel, lines: amounts };
  await commit([
    putReturn({ ...imported, refundTotal: refund }),
    putOrder(order, 1),
    announce(OrderRefunded, { subject: orderId, channel, data }, run),
  ]);
  return refund;
}

/** Another return of the same order may come in between; then the order is looked at anew. */
async function takeBackUnhindered(imported: Return, run: Run): Promise<number> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await takeBack(imported, run);
    } catch (error) {
      const hindered = isDomainError(error) && error.code === 'orders.changed-meanwhile';
      if (!hindered || attempt === MAX_TRIES) throw error;
    }
  }
}

export const handler = httpHandler(route, async ({ body }, run) => {
  const { source, externalId, orderExternalId, returnedAt, lines } = body;
  const returnId = derivedId('return', source, externalId);
  const orderId = derivedId('order', source, orderExternalId);
  const known = await findReturn(returnId);
  if (known) return { status: 200, body: { returnId, refundTotal: known.refundTotal } };
  try {
    const refundTotal = await takeBackUnhindered({ returnId, orderId, externalId, returnedAt, lines }, run);
    return { status: 201, body: { returnId, refundTotal } };
  } catch (error) {
    // The same return may have been sent twice at once: then what refused this one is the other one's success.
    const winner = await findReturn(returnId);
    if (!winner) throw error;
    return { status: 200, body: { returnId, refundTotal: winner.refundTotal } };
  }
});
