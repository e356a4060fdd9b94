import type { Commit, Invariant, View } from '../contract.ts';
import type { PaymentItem } from './shapes.ts';
import { idIn, type Seen, seenAt } from './stored.ts';
import { itemAt } from './tables.ts';

interface RefundItem {
  refundId: string;
  paymentId: string;
  amount: number;
  status: string;
  failure?: string;
  askedAt: string;
}

/** A provider that says nothing is asked again and again before its silence is somebody's business. */
const PATIENCE_MS = 30 * 60_000;

function hastyFault({ after }: Seen, { clock }: Commit): string | undefined {
  const { refundId, status, failure, askedAt } = (after ?? {}) as unknown as RefundItem;
  const isHasty = status === 'failed' && failure === 'payments.provider-silent';
  return isHasty && clock - Date.parse(askedAt) < PATIENCE_MS ? `${refundId} failed since nobody answered` : undefined;
}

/** 11: never more goes back than came in, here and in the provider's books, under one id once. */
export function refundBound(): Invariant {
  const asked = new Map<string, Map<string, RefundItem>>();

  function storeFault(paymentId: string, view: View): string | undefined {
    const payment = itemAt(view, 'payments', `PAYMENT#${paymentId}`, 'PAYMENT') as unknown as PaymentItem | undefined;
    const refunds = [...(asked.get(paymentId)?.values() ?? [])].filter(({ status }) => status !== 'failed');
    const sum = refunds.reduce((total, { amount }) => total + amount, 0);
    const most = payment?.amount ?? 0;
    if (sum > most) return `${paymentId}: refunds of ${sum} were asked for, ${most} came in`;
    if ((payment?.refundedTotal ?? 0) > most) return `${paymentId}: ${payment?.refundedTotal} of ${most} went back`;
    return undefined;
  }

  function bookFault(paymentId: string, { books }: View): string | undefined {
    const capture = books.captures.get(paymentId);
    const came = capture?.status === 'captured' ? capture.amount : 0;
    let back = 0;
    for (const refund of books.refunds.values()) {
      if (refund.paymentId !== paymentId) continue;
      const told = asked.get(paymentId)?.get(refund.refundId);
      if (told && told.amount !== refund.amount)
        return `${refund.refundId} is ${told.amount} here, ${refund.amount} there`;
      back += refund.amount;
    }
    return back > came ? `${paymentId}: the provider gave ${back} back of ${came}` : undefined;
  }

  function remember(commit: Commit): string[] {
    for (const { pk, after } of seenAt(commit, 'payments', 'PAYMENT#', 'REFUND#')) {
      const refund = after as unknown as RefundItem | undefined;
      const known = asked.get(idIn(pk)) ?? new Map<string, RefundItem>();
      if (refund) asked.set(idIn(pk), known.set(refund.refundId, refund));
    }
    return [...new Set(seenAt(commit, 'payments', 'PAYMENT#').map(({ pk }) => idIn(pk)))];
  }

  return {
    id: '11',
    name: 'refunds are bounded',
    onCommit(commit: Commit, view: View) {
      const refunds = seenAt(commit, 'payments', 'PAYMENT#', 'REFUND#');
      const hasty = refunds.map((seen) => hastyFault(seen, commit)).find(Boolean);
      if (hasty) return hasty;
      for (const paymentId of remember(commit)) {
        const fault = storeFault(paymentId, view) ?? bookFault(paymentId, view);
        if (fault) return fault;
      }
      return undefined;
    },
    atQuiet(view: View) {
      const payments = new Set([...view.books.refunds.values()].map(({ paymentId }) => paymentId));
      return [...payments].map((paymentId) => bookFault(paymentId, view)).filter((fault) => fault !== undefined);
    },
  };
}
