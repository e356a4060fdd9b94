import type { Invariant, View } from '../contract.ts';
import type { OrderDoc, PaymentItem } from './shapes.ts';
import { itemsAt } from './tables.ts';

/** Orders that keep their money. */
const KEEPS = new Set(['PAID', 'SHIPPED', 'DELIVERED', 'COMPLETED']);

function owed({ status, total, refundTotal = 0 }: OrderDoc): number {
  return KEEPS.has(status) ? total - refundTotal : 0;
}

/** What the provider keeps of each payment, in its own books. */
function keptByPayment({ books }: View): Map<string, number> {
  const kept = new Map<string, number>();
  for (const { paymentId, amount, status } of books.captures.values()) {
    if (status === 'captured') kept.set(paymentId, amount);
  }
  for (const { paymentId, amount } of books.refunds.values()) kept.set(paymentId, (kept.get(paymentId) ?? 0) - amount);
  return kept;
}

function ordersPaidHere(view: View): OrderDoc[] {
  const payments = new Set(itemsAt(view, 'payments', 'PAYMENT#', 'PAYMENT').map(({ orderId }) => orderId));
  const orders = itemsAt(view, 'orders', 'ORDER#', 'ORDER').map(({ order }) => order as OrderDoc);
  return orders.filter(({ orderId }) => payments.has(orderId));
}

/** 10: the provider keeps what orders owe, and not a fen more or less. */
export function noOrphanCharge(): Invariant {
  return {
    id: '10',
    name: 'no orphan charge',
    atQuiet(view: View) {
      const faults: string[] = [];
      const payments = itemsAt(view, 'payments', 'PAYMENT#', 'PAYMENT') as unknown as PaymentItem[];
      const orderOf = new Map(payments.map(({ paymentId, orderId }) => [paymentId, orderId]));
      const kept = new Map<string, number>();
      for (const [paymentId, amount] of keptByPayment(view)) {
        const orderId = orderOf.get(paymentId);
        if (orderId === undefined) faults.push(`the provider has ${amount} of ${paymentId}, which nobody knows here`);
        else kept.set(orderId, (kept.get(orderId) ?? 0) + amount);
      }
      for (const order of ordersPaidHere(view)) {
        const [has, should] = [kept.get(order.orderId) ?? 0, owed(order)];
        if (has !== should)
          faults.push(`${order.orderId} is ${order.status}: the provider keeps ${has}, not ${should}`);
      }
      return faults;
    },
  };
}
