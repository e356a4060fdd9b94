/**
 * POST /v1/orders/{orderId}/returns. Promise: one return for one Idempotency-Key; units are on their way back once, however
 * many ask for them at once.
 */
import { ReturnRequested } from '../../events/orders/return-requested.v1.ts';
import { once, recordCommand } from '../../shared/platform/command-ledger.ts';
import { httpHandler } from '../../shared/platform/http.ts';
import { announce } from '../../shared/platform/outbox.ts';
import { commit } from '../../shared/platform/transaction.ts';
import { requestReturn } from './domain/returns.ts';
import { withNotice } from './notices.ts';
import { ownOrder } from './own-order.ts';
import { requestReturn as route } from './return-routes.ts';
import { putReturn } from './return-store.ts';
import { refuseTooLarge } from './returning.ts';
import { putOrder } from './store.ts';

export const handler = httpHandler(route, ({ params: { orderId }, body, caller, command }, run) =>
  once({ context: 'orders', command, run }, async () => {
    const { order } = await ownOrder(orderId, caller);
    refuseTooLarge(order, body.lines);
    const { order: next, back } = requestReturn(order, body.lines, body.reason, run.now);
    const { returnId, status, refundTotal, lines } = back;
    const { customerId, channel, currency } = order;
    const reply = { status: 201, body: { returnId, status, refundTotal } };
    const data = { orderId, customerId, returnId, lines, refundTotal, currency };
    const notice = { what: 'return requested', actor: `${caller.roles[0]} ${caller.id}`, event: ReturnRequested.type };
    await commit([
      recordCommand({ context: 'orders', command, run }, { reply }),
      putOrder(withNotice(next, notice, run), 1),
      putReturn(back),
      announce(ReturnRequested, { subject: orderId, channel, data }, run),
    ]);
    return reply;
  }),
);
