import { OrderPartShipped } from '../../events/orders/order-part-shipped.v1.ts';
import { OrderShipped } from '../../events/orders/order-shipped.v1.ts';
import { announce } from '../../shared/platform/outbox.ts';
import type { Run } from '../../shared/platform/run.ts';
import type { Action } from '../../shared/platform/transaction.ts';
import type { Holding, Order } from './domain/order.ts';
import { awaitedOf, leftToShip, shipPart } from './domain/parts.ts';
import { moverOf } from './movers.ts';
import { endHoldings } from './stock-work.ts';
import { putOrder } from './store.ts';

/** Where a shipment goes, and what of the order's holdings it takes. */
export interface Shipment {
  deliveryId: string;
  partner: string;
  trackingNumber: string;
  lines: Holding[];
}

const sum = (lines: readonly Holding[]) => lines.reduce((units, { quantity }) => units + quantity, 0);

/**
 * Some of a paid order leaves the house: its held stock is claimed, and everybody is told; with the last unit the order is
 * SHIPPED. Rights: PutItem; inventory UpdateItem, PutItem.
 */
export function shipOrder(order: Order, shipment: Shipment, actor: string, run: Run): Action[] {
  const { orderId, customerId, channel } = order;
  const { lines, ...delivery } = shipment;
  const data = { orderId, customerId, ...delivery };
  const isLast = sum(lines) === sum(leftToShip(order)) && awaitedOf(order).length === 0;
  const units = lines.map(({ sku, quantity }) => ({ sku, quantity }));
  const told = isLast
    ? announce(OrderShipped, { subject: orderId, channel, data }, run)
    : announce(OrderPartShipped, { subject: orderId, channel, data: { ...data, lines: units } }, run);
  const event = isLast ? OrderShipped.type : OrderPartShipped.type;
  const shipped = shipPart(order, { ...shipment, at: run.now }, moverOf(actor, run, event));
  return [putOrder(shipped, 1), ...endHoldings('claim', { ...shipped, holdings: lines }, run), told];
}
