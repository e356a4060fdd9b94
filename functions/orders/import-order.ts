/** POST /v1/admin/imports/orders: takes over an order sold elsewhere, once however often it is sent; takes no stock. */
import { OrderImported } from '../../events/orders/order-imported.v1.ts';
import { DomainError } from '../../shared/kernel/errors.ts';
import { shop } from '../../shared/platform/env.ts';
import { httpHandler } from '../../shared/platform/http.ts';
import { announce } from '../../shared/platform/outbox.ts';
import type { Run } from '../../shared/platform/run.ts';
import { commit } from '../../shared/platform/transaction.ts';
import { refuseUnknownSkus } from './catalogued.ts';
import { takeOver } from './domain/imported.ts';
import type { Order } from './domain/order.ts';
import { importOrder as route } from './import-routes.ts';
import { derivedId } from './import-store.ts';
import { findStored, putOrder } from './store.ts';

const EVENT_SKUS = 500;

function told(order: Order, customerRef: string | undefined, names: { source: string; externalId: string }, run: Run) {
  const { orderId, customerId, placedAt, currency, total, channel, lines } = order;
  const units = lines.reduce((sum, { quantity }) => sum + quantity, 0);
  const skus = [...new Set(lines.map(({ sku }) => sku))].slice(0, EVENT_SKUS);
  const buyer = customerRef === undefined ? {} : { customerId };
  const data = { orderId, ...names, placedAt, currency, ...buyer, gross: total, units, skus };
  return announce(OrderImported, { subject: orderId, channel, data }, run);
}

export const handler = httpHandler(route, async ({ body }, run) => {
  const { source, externalId, customerRef, currency, lines } = body;
  if (currency !== shop.currency) {
    throw new DomainError('invalid', 'orders.wrong-currency', `This shop keeps its orders in ${shop.currency}.`);
  }
  const orderId = derivedId('order', source, externalId);
  const reply = (status: number, { total }: Order) => ({ status, body: { orderId, total } });
  const known = await findStored(orderId);
  if (known) return reply(200, known.order);
  await refuseUnknownSkus(lines);
  const order = takeOver({ ...body, orderId }, run.correlationId, OrderImported.type);
  try {
    await commit([putOrder(order, 1), told(order, customerRef, { source, externalId }, run)]);
    return reply(201, order);
  } catch (error) {
    // The same order may have been sent twice at once: then the other one's is the order.
    const winner = await findStored(orderId);
    if (!winner) throw error;
    return reply(200, winner.order);
  }
});
