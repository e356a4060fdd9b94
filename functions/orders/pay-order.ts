/**
 * POST /v1/orders/{orderId}/payments: pays a held order another way. Promise: one try for one Idempotency-Key; a payment that
 * was not begun is closed in the same commit, so that nobody pays twice for one order.
 */
import { DomainError } from '../../shared/kernel/errors.ts';
import { ledgerKey, once, recordCommand } from '../../shared/platform/command-ledger.ts';
import { httpHandler } from '../../shared/platform/http.ts';
import { commit } from '../../shared/platform/transaction.ts';
import { clientParamsOf, endPayment, newPayment, openPayment } from '../payments/holds.ts';
import { collect, decidedPayment, ordersCommand } from './collect.ts';
import { anotherPayment, isPayable } from './domain/paying.ts';
import { placedReply } from './domain/reply.ts';
import { ownOrder } from './own-order.ts';
import { payOrder as route } from './routes.ts';
import { putOrder } from './store.ts';

export const handler = httpHandler(route, ({ params: { orderId }, body, caller, command }, run) =>
  once(ordersCommand(command, run), async () => {
    const { order } = await ownOrder(orderId, caller);
    if (!isPayable(order, run.now))
      throw new DomainError('conflict', 'orders.not-payable', 'The order cannot be paid now.');
    const payment = newPayment({ orderId, ...body.payment, amount: order.total, currency: order.currency }, run);
    const ending = endPayment(await decidedPayment(order), run);
    const mover = { actor: `customer ${caller.id}`, at: run.now, correlationId: run.correlationId };
    const next = anotherPayment(order, payment, mover);
    const charging = payment.status === 'charging';
    const commandKey = charging ? ledgerKey(command).pk : undefined;
    const reply = { status: 201, body: placedReply(next, clientParamsOf(payment)) };
    await commit([
      recordCommand(ordersCommand(command, run), charging ? { about: orderId } : { reply }),
      ...ending.actions,
      openPayment(payment),
      putOrder(next, 1, commandKey),
    ]);
    return charging ? collect({ order: next, commandKey }, payment, run) : reply;
  }),
);
