import { wholeOf } from './ledger.ts';
import type { Order } from './order.ts';
import { waitsFor } from './parts.ts';

/** The order as `POST /v1/orders` answers it; `clientParams` let the buyer pay by himself. */
export function placedReply(order: Order, clientParams?: Record<string, string>) {
  const { orderId, status, total, currency, lines, promotions, payment, reservedUntil, groupBuy } = order;
  return {
    orderId,
    status,
    total,
    currency,
    lines,
    promotions,
    payment: clientParams ? { ...payment, clientParams } : payment,
    ...(reservedUntil ? { expiresAt: reservedUntil } : {}),
    ...(groupBuy ? { groupBuy: { ...groupBuy, complete: groupBuy.complete ?? false } } : {}),
  };
}

/** What is not there yet, where something is not. */
function awaitedReply(order: Order) {
  const awaited = waitsFor(order).map(({ sku, quantity }) => ({ sku, quantity }));
  return awaited.length > 0 ? { awaited } : {};
}

/** The order as its owner and staff see it. */
export function orderReply(order: Order) {
  const { customerId, channel, placedAt, subtotal, discountTotal, shipping, tax, delivery, deliveryId, version } =
    order;
  return {
    ...placedReply(order),
    customerId,
    channel,
    placedAt,
    subtotal,
    discountTotal,
    shipping,
    tax,
    ...(order.taxIncluded ? { taxIncluded: order.taxIncluded } : {}),
    delivery:
      delivery.method === 'pickup'
        ? { method: delivery.method, locationId: delivery.locationId }
        : { method: delivery.method },
    ...(deliveryId ? { deliveryId } : {}),
    ...(order.shipments ? { shipments: order.shipments } : {}),
    ...awaitedReply(order),
    ...(order.refundTotal === undefined ? {} : { refundTotal: order.refundTotal }),
    ...(order.imported ? { imported: order.imported } : {}),
    version,
  };
}

/** The order as a list shows it. */
export function orderSummary(order: Order) {
  const { orderId, customerId, channel, status, total, currency, placedAt } = order;
  const units = order.lines.reduce((sum, { quantity }) => sum + quantity, 0);
  return { orderId, customerId, channel, status, total, currency, placedAt, units };
}

/** The order as the event OrderPlaced tells it. */
export function placedFact(order: Order) {
  const { orderId, customerId, currency, placedAt, subtotal, discountTotal, shipping, tax, total } = order;
  const lines = order.lines.map(({ sku, quantity, unitPrice, gross, net }) => {
    return { sku, quantity, unitPrice, gross, discount: gross - net, net };
  });
  const promotions = order.promotions.applied.map(({ promotionId, amount }) => ({ promotionId, amount }));
  return { orderId, customerId, currency, placedAt, subtotal, discountTotal, shipping, tax, total, lines, promotions };
}

/** The order as the event OrderPaid tells it. */
export function paidFact(order: Order, paidAt: string) {
  const { orderId, customerId, currency, total, payment } = order;
  const { paymentId, provider } = payment;
  const lines = order.lines.map(({ sku, quantity, net }) => ({ sku, quantity, net }));
  const { groupId } = order.groupBuy ?? {};
  const { anonymousTotal } = order.promotions;
  const anonymous = anonymousTotal === undefined ? {} : { anonymousTotal };
  return {
    orderId,
    customerId,
    currency,
    total,
    paidAt,
    lines,
    parts: wholeOf(order),
    paymentId,
    provider,
    ...anonymous,
    ...(groupId ? { groupId } : {}),
  };
}

/** The order as the event OrderCancelled tells it; `order` is as it was before. */
export function cancelledFact(order: Order, cancelledAt: string) {
  const { orderId, customerId, currency, total } = order;
  const wasPaid = order.status === 'PAID';
  return { orderId, customerId, wasPaid, total, currency, cancelledAt, ...(wasPaid ? { parts: wholeOf(order) } : {}) };
}

/** What of a refund of the whole order belongs to which units. */
export function refundLines({ lines }: Order) {
  return lines.map(({ sku, quantity, net, shipping = 0, tax = 0 }) => ({
    sku,
    quantity,
    amount: net + shipping + tax,
  }));
}
