import { OrderRefunded } from '../../events/orders/order-refunded.v1.ts';
import { DomainError } from '../../shared/kernel/errors.ts';
import { announce } from '../../shared/platform/outbox.ts';
import { retryWhenChanged } from '../../shared/platform/retry.ts';
import type { Run } from '../../shared/platform/run.ts';
import { commit } from '../../shared/platform/transaction.ts';
import { bringBack, type ImportedLine } from './domain/imported.ts';
import type { Order } from './domain/order.ts';
import { putReturn } from './import-store.ts';
import { findStored, putOrder } from './store.ts';

/** A return as another system tells it, under ids of ours. */
export interface ToldReturn {
  returnId: string;
  orderId: string;
  externalId: string;
  returnedAt: string;
  lines: ImportedLine[];
}

function refundedFact(order: Order, amount: number, { returnId, returnedAt, lines }: ToldReturn) {
  const { orderId, customerId, currency, channel } = order;
  const amounts = lines.map(({ sku, quantity, unitPrice }) => ({ sku, quantity, amount: quantity * unitPrice }));
  const money = { refundId: returnId, amount, currency, refundedAt: returnedAt, reason: 'imported' as const };
  const { provider } = order.payment;
  return { subject: orderId, channel, data: { orderId, customerId, ...money, provider, channel, lines: amounts } };
}

async function tryToTakeBack(told: ToldReturn, run: Run): Promise<number> {
  const { lines, ...names } = told;
  const stored = await findStored(told.orderId);
  if (!stored) throw new DomainError('not-found', 'orders.unknown-order', 'No such order was imported.');
  if (stored.order.till)
    throw new DomainError('conflict', 'orders.not-imported', 'What a till sold comes back as a return.');
  const { order, refund } = bringBack(stored.order, lines);
  await commit([
    putReturn({ ...names, refundTotal: refund }),
    putOrder(order, 1),
    announce(OrderRefunded, refundedFact(order, refund, told), run),
  ]);
  return refund;
}

/**
 * Takes a return back into its order and tells of the refund, in one commit; answers the refund in minor units. Another
 * return of the same order may come in between; then the order is looked at anew. Throws not-found
 * `orders.unknown-order`, conflict `orders.not-imported`, `orders.return-exceeds-purchase` or `orders.changed-meanwhile`.
 */
export function takeBack(told: ToldReturn, run: Run): Promise<number> {
  return retryWhenChanged(() => tryToTakeBack(told, run));
}
