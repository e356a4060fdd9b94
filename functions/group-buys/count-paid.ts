/**
 * Hears OrderPaid of orders with a place in a group. Promise: each place counts once when it is paid, and with the last one
 * the group is complete; money that came when the group had failed is told back at once.
 */
import { OrderPaid } from '../../events/orders/order-paid.v1.ts';
import { consumerHandler } from '../../shared/platform/consumer.ts';
import { countPayment } from './counting.ts';

export const handler = consumerHandler([OrderPaid], async ({ id: eventId, data }, run) => {
  const { groupId, orderId, customerId } = data;
  if (groupId) await countPayment({ groupId, orderId, customerId, eventId }, run);
});
