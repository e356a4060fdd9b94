/** POST /v1/orders/{orderId}/returns/quote: what would be paid back for goods, before the buyer decides. Changes nothing. */
import { shop } from '../../shared/platform/env.ts';
import { httpHandler } from '../../shared/platform/http.ts';
import { noReasonUntil } from '../compliance/holds.ts';
import { quoteReturn } from './domain/returns.ts';
import { ownOrder } from './own-order.ts';
import { quoteReturn as route } from './return-routes.ts';
import { refuseTooLarge } from './returning.ts';

export const handler = httpHandler(route, async ({ params: { orderId }, body: { lines }, caller }) => {
  const { order } = await ownOrder(orderId, caller);
  refuseTooLarge(order, lines);
  const quote = quoteReturn(order, lines);
  // Priced anew, the rest may be cheaper: the refund is higher by that, and nothing is lost.
  const signedAt = order.history.find(({ status }) => status === 'DELIVERED')?.at;
  const period = signedAt ? { noReasonUntil: noReasonUntil(signedAt, shop.timeZone) } : {};
  return { status: 200, body: { ...quote, lost: Math.max(0, quote.lost), ...period } };
});
