import type { Order } from './order.ts';

/** The order as `POST /v1/orders` answers it. */
export function placedReply(order: Order) {
  const { orderId, status, total, currency, lines, promotions, payment, reservedUntil } = order;
  return {
    orderId,
    status,
    total,
    currency,
    lines,
    promotions,
    payment,
    ...(reservedUntil ? { expiresAt: reservedUntil } : {}),
  };
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
    delivery:
      delivery.method === 'pickup'
        ? { method: delivery.method, locationId: delivery.locationId }
        : { method: delivery.method },
    ...(deliveryId ? { deliveryId } : {}),
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
