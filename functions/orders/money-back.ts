import { LateMoneyReturned } from '../../events/orders/late-money-returned.v1.ts';
import { OrderRefundFailed } from '../../events/orders/order-refund-failed.v1.ts';
import { OrderRefunded } from '../../events/orders/order-refunded.v1.ts';
import { announce } from '../../shared/platform/outbox.ts';
import type { Run } from '../../shared/platform/run.ts';
import type { Action } from '../../shared/platform/transaction.ts';
import type { Order } from './domain/order.ts';
import { returnIdIn } from './domain/returns.ts';
import { type Told, withNotice } from './notices.ts';
import { findReturn, putReturn } from './return-store.ts';
import { putOrder, type StoredOrder } from './store.ts';

/** A refund as its order needs to know it. Amounts in minor units. */
export interface OrderRefund {
  refundId: string;
  paymentId: string;
  provider: string;
  amount: number;
  reason: 'cancelled' | 'returned' | 'late-money' | 'goodwill';
  lines: { sku: string; quantity: number; amount: number }[];
}

/** The return that a refund was for is REFUNDED. */
async function closeReturn(refundId: string): Promise<Action[]> {
  const returnId = returnIdIn(refundId);
  const back = returnId ? await findReturn(returnId) : undefined;
  return back?.status === 'RECEIVED' ? [putReturn({ ...back, status: 'REFUNDED', version: back.version + 1 })] : [];
}

/** The fact that money went back to a buyer. */
export function refundedFact(order: Order, refund: Omit<OrderRefund, 'paymentId'> & { paymentId?: string }, run: Run) {
  const { orderId, customerId, currency, channel } = order;
  const { refundId, paymentId, provider, amount, reason, lines } = refund;
  const money = { refundId, ...(paymentId ? { paymentId } : {}), provider, amount, currency, reason };
  return { subject: orderId, channel, data: { orderId, customerId, ...money, refundedAt: run.now, channel, lines } };
}

/** Some money of the order's payment went back to the buyer; `all` of it, when nothing is left. Rights: GetItem, PutItem. */
export async function refundOrder(order: Order, refund: OrderRefund & { all: boolean }, run: Run): Promise<Action[]> {
  const { refundId, provider, amount, all } = refund;
  const refunded: Order = {
    ...order,
    version: order.version + 1,
    refundTotal: (order.refundTotal ?? 0) + amount,
    payment: all ? { ...order.payment, status: 'refunded' } : order.payment,
  };
  const notice = { what: 'refunded', actor: `payment ${provider}`, event: OrderRefunded.type };
  const closing = await closeReturn(refundId);
  return [
    putOrder(withNotice(refunded, notice, run), 1),
    ...closing,
    announce(OrderRefunded, refundedFact(order, refund, run), run),
  ];
}

/** Notes it and moves nothing: another payment of the order may be under way, whose command waits for its reply. */
function noticed({ order, commandKey }: StoredOrder, notice: Told, run: Run): Action {
  return putOrder(withNotice({ ...order, version: order.version + 1 }, notice, run), 1, commandKey);
}

/** Money that came for an order which had ended went back: the order does not move, its story tells. Right: PutItem. */
export function tellLateMoney(stored: StoredOrder, refund: OrderRefund, run: Run): Action[] {
  const { refundId, paymentId, provider, amount } = refund;
  const { orderId, customerId, currency, channel } = stored.order;
  const data = { orderId, customerId, refundId, paymentId, amount, currency, provider };
  return [
    noticed(stored, { what: 'late money returned', actor: 'payment', event: LateMoneyReturned.type }, run),
    announce(LateMoneyReturned, { subject: orderId, channel, data }, run),
  ];
}

/** Money that should go back did not, and somebody has to look. Right: PutItem. */
export function tellRefundFailed(stored: StoredOrder, refund: OrderRefund & { failure: string }, run: Run): Action[] {
  const { orderId, customerId, currency, channel } = stored.order;
  const { refundId, paymentId, amount, failure } = refund;
  const data = { orderId, customerId, refundId, paymentId, amount, currency, failure };
  return [
    noticed(stored, { what: 'refund failed', actor: 'payment', event: OrderRefundFailed.type }, run),
    announce(OrderRefundFailed, { subject: orderId, channel, data }, run),
  ];
}
