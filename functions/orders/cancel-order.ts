/**
 * POST /v1/orders/{orderId}/cancel. Promise: stock, promotion uses and its place in a group go back exactly once; a paid order's
 * money is returned under one refund id, written down before the provider is asked. A charge that is under way is decided first.
 */
import { once, recordCommand } from '../../shared/platform/command-ledger.ts';
import { httpHandler } from '../../shared/platform/http.ts';
import { commit } from '../../shared/platform/transaction.ts';
import { leaveGroup } from '../group-buys/holds.ts';
import { cancelNow } from './cancelling.ts';
import { decidedOrder } from './collect.ts';
import { orderReply } from './domain/reply.ts';
import { cancelOrder as route } from './routes.ts';
import { finishRelease } from './stock-work.ts';

export const handler = httpHandler(route, ({ params: { orderId }, caller, command }, run) =>
  once({ context: 'orders', command, run }, async () => {
    const order = await decidedOrder(orderId, caller, run);
    const { cancelled, actions } = await cancelNow(order, `${caller.roles[0]} ${caller.id}`, run);
    const left = await leaveGroup(order);
    const reply = { status: 200, body: orderReply(cancelled) };
    await commit([recordCommand({ context: 'orders', command, run }, { reply }), ...actions, ...left]);
    await finishRelease(order, run);
    return reply;
  }),
);
