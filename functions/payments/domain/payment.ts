import { DomainError } from '../../../shared/kernel/errors.ts';
import type { Instant } from '../../../shared/kernel/time.ts';

/** The states of a payment. `charging` and `refunding` are in doubt: the provider was asked, its answer is not written down. */
export type PaymentStatus = 'pending' | 'charging' | 'captured' | 'declined' | 'closed' | 'refunding' | 'refunded';

/** One attempt to pay one order. Amount in minor units. */
export interface Payment {
  /** Also the idempotency key under which the provider knows it. */
  paymentId: string;
  orderId: string;
  provider: string;
  /** What the client handed over for the provider; for the sandbox the outcome it shall have. */
  token?: string;
  amount: number;
  currency: string;
  status: PaymentStatus;
  /** Our id of the refund, once one was asked for. */
  refundId?: string;
  version: number;
  openedAt: Instant;
  changedAt: Instant;
}

/** Which state may follow which. */
const NEXT: Record<PaymentStatus, readonly PaymentStatus[]> = {
  pending: ['captured', 'declined', 'closed'],
  charging: ['captured', 'declined'],
  captured: ['refunding'],
  refunding: ['refunded'],
  declined: ['refunding'],
  closed: ['refunding'],
  refunded: [],
};

/** True while the provider may have done what we asked without our knowing. */
export function isInDoubt(status: PaymentStatus): boolean {
  return status === 'charging' || status === 'refunding';
}

/** True for a payment that had ended without money: what comes for it now has to go back. */
export function hasEndedUnpaid(status: PaymentStatus): boolean {
  return status === 'declined' || status === 'closed';
}

/** The payment one step further. Throws conflict `payments.illegal-step`. */
export function settle(payment: Payment, status: PaymentStatus, now: Instant, refundId?: string): Payment {
  if (!NEXT[payment.status].includes(status)) {
    throw new DomainError(
      'conflict',
      'payments.illegal-step',
      `A payment that is ${payment.status} cannot become ${status}.`,
    );
  }
  return { ...payment, status, version: payment.version + 1, changedAt: now, ...(refundId ? { refundId } : {}) };
}
