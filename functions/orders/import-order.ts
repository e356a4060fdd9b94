/** POST /v1/admin/imports/orders: takes over an order sold elsewhere, once however often it is sent; takes no stock. */
import { OrderImported } from '../../events/orders/order-imported.v1.ts';
import { DomainError } from '../../shared/kernel/errors.ts';
import { shop } from '../../shared/platform/env.ts';
import { httpHandler } from '../../shared/platform/http.ts';
import { announce } from '../../shared/platform/outbox.ts';
import { commit } from '../../shared/platform/transaction.ts';
import { refuseUnknownSkus } from './catalogued.ts';
import { importedFact, takeOver } from './domain/imported.ts';
import type { Order } from './domain/order.ts';
import { importOrder as route } from './import-routes.ts';
import { derivedId } from './import-store.ts';
import { findStored, putOrder } from './store.ts';

export const handler = httpHandler(route, async ({ body }, run) => {
  const { source, externalId, currency, lines } = body;
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
    await commit([putOrder(order, 1), announce(OrderImported, importedFact(order, { source, externalId }), run)]);
    return reply(201, order);
  } catch (error) {
    // The same order may have been sent twice at once: then the other one's is the order.
    const winner = await findStored(orderId);
    if (!winner) throw error;
    return reply(200, winner.order);
  }
});
