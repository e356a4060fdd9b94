import type { Commit, Invariant, View } from '../contract.ts';
import type { OrderDoc, PaymentItem } from './shapes.ts';
import { seenAt } from './stored.ts';
import { itemAt } from './tables.ts';

/** 9: an order is paid once at most, with its total in its currency. */
export function oneCapture(): Invariant {
  const capturedBy = new Map<string, Set<string>>();

  function capturesOf({ orderId, paymentId, status }: PaymentItem): Set<string> {
    const captures = capturedBy.get(orderId) ?? new Set<string>();
    capturedBy.set(orderId, captures);
    if (status === 'captured') captures.add(paymentId);
    else captures.delete(paymentId);
    return captures;
  }

  function faultOf(payment: PaymentItem, view: View): string | undefined {
    const captures = capturesOf(payment);
    if (captures.size > 1) return `${payment.orderId} is paid ${captures.size} times: ${[...captures].join(', ')}`;
    if (payment.status !== 'captured') return undefined;
    const order = itemAt(view, 'orders', `ORDER#${payment.orderId}`, 'ORDER')?.order as OrderDoc | undefined;
    if (order?.total === payment.amount && order.currency === payment.currency) return undefined;
    const told = `${payment.amount} ${payment.currency}`;
    return `${payment.paymentId} captured ${told}, ${payment.orderId} comes to ${order?.total} ${order?.currency}`;
  }

  return {
    id: '9',
    name: 'at most one capture',
    onCommit(commit: Commit, view: View) {
      for (const { pk, before, after } of seenAt(commit, 'payments', 'PAYMENT#', 'PAYMENT')) {
        if (!after) return `${pk} was deleted`;
        const [was, is] = [before as unknown as PaymentItem | undefined, after as unknown as PaymentItem];
        if (was && (was.amount !== is.amount || was.orderId !== is.orderId)) return `${pk} became another payment`;
        const fault = faultOf(is, view);
        if (fault) return fault;
      }
      return undefined;
    },
  };
}
