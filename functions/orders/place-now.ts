import { OrderPlaced } from '../../events/orders/order-placed.v1.ts';
import { type Commanded, ledgerKey, recordCommand } from '../../shared/platform/command-ledger.ts';
import type { HttpRequest, Reply } from '../../shared/platform/http.ts';
import { count } from '../../shared/platform/metrics.ts';
import { announce } from '../../shared/platform/outbox.ts';
import { clientParamsOf, openPayment } from '../payments/holds.ts';
import { commitOrUndo, prepareCheckout } from './checkout.ts';
import { collect } from './collect.ts';
import { placedFact, placedReply } from './domain/reply.ts';
import type { CartReading } from './goods.ts';
import type { placeOrder } from './routes.ts';
import { putOrder } from './store.ts';

/** Places an order from what was read, in one commit, and charges it. Throws `StockMoved` when stock went meanwhile. */
export async function placeNow(
  reading: CartReading,
  { body, caller, headers, command }: HttpRequest<typeof placeOrder>,
  commanded: Commanded,
): Promise<Reply> {
  const { run } = commanded;
  const buyer = { customerId: caller.id, language: headers['accept-language'] };
  const { order, payment, effects, undo } = await prepareCheckout(reading, body, buyer, run);
  const pending = payment.status === 'charging' ? ledgerKey(command).pk : undefined;
  const reply = { status: 201, body: placedReply(order, clientParamsOf(payment)) };
  const actions = [
    recordCommand(commanded, pending ? { about: order.orderId } : { reply }),
    ...effects,
    openPayment(payment),
    putOrder(order, order.version, pending),
    announce(OrderPlaced, { subject: order.orderId, channel: order.channel, data: placedFact(order) }, run),
  ];
  await commitOrUndo(actions, undo);
  count('OrderPlaced');
  return pending ? collect({ order, commandKey: pending }, payment, run) : reply;
}
