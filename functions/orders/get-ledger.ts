/** GET /v1/admin/orders/{orderId}/ledger: what each unit of an order cost, and who gave what of its discounts. */
import { httpHandler } from '../../shared/platform/http.ts';
import { unitShares } from './domain/unit-shares.ts';
import { ownOrder } from './own-order.ts';
import { getLedger as route } from './return-routes.ts';

export const handler = httpHandler(route, async ({ params: { orderId }, caller }) => {
  const { order } = await ownOrder(orderId, caller);
  return { status: 200, body: { orderId, currency: order.currency, lines: unitShares(order) } };
});
