import { DomainError } from '../../../shared/kernel/errors.ts';
import { type Instant, shift } from '../../../shared/kernel/time.ts';

/**
 * The states of a payment. `charging` is in doubt: the provider was asked, its answer is not written down. `refunding`:
 * all of the money was asked back; part of it may be asked back while the payment stays `captured` (refund.ts).
 */
export type PaymentStatus = 'pending' | 'charging' | 'captured' | 'declined' | 'closed' | 'refunding' | 'refunded';

/** What is in doubt, and when to ask about it again. */
export interface Doubt {
  /** How often the provider was asked again without a clear answer. */
  attempts?: number;
  /** When to ask next. */
  dueAt?: Instant;
}

/** One attempt to pay one order. Amounts in minor units. */
export interface Payment extends Doubt {
  /** Also the idempotency key under which the provider knows it. */
  paymentId: string;
  orderId: string;
  provider: string;
  /** What the client handed over for the provider; for the sandbox the outcome it shall have. */
  token?: string;
  amount: number;
  currency: string;
  status: PaymentStatus;
  /** What was asked back so far, whether it went back or not; never more than `amount`. */
  refundAsked?: number;
  /** What went back so far. */
  refundedTotal?: number;
  version: number;
  openedAt: Instant;
  changedAt: Instant;
}

/** Which state may follow which. A payment that had ended unpaid is captured after all when its money comes late. */
const NEXT: Record<PaymentStatus, readonly PaymentStatus[]> = {
  pending: ['charging', 'captured', 'declined', 'closed'],
  charging: ['captured', 'declined'],
  captured: ['refunding'],
  refunding: ['refunded'],
  declined: ['captured'],
  closed: ['captured'],
  refunded: [],
};

/** True for a payment that had ended without money: what comes for it now comes late. */
export function hasEndedUnpaid(status: PaymentStatus): boolean {
  return status === 'declined' || status === 'closed';
}

/** The payment one step further; what was in doubt about it is no longer. Throws conflict `payments.illegal-step`. */
export function settle(payment: Payment, status: PaymentStatus, now: Instant): Payment {
  if (!NEXT[payment.status].includes(status)) {
    throw new DomainError(
      'conflict',
      'payments.illegal-step',
      `A payment that is ${payment.status} cannot become ${status}.`,
    );
  }
  const { attempts, dueAt, ...rest } = payment;
  return { ...rest, status, version: payment.version + 1, changedAt: now };
}

/** The payment that the provider is asked for now, with the token that decides; in doubt until its answer is written down. */
export function askFor(payment: Payment, token: string, now: Instant, dueAt: Instant): Payment {
  return { ...settle(payment, 'charging', now), token, dueAt };
}

const FIRST_WAIT_MS = 30_000;
/** An outage of the provider is over soon after it is over: nobody waits longer than this for the next question. */
const LONGEST_WAIT_MS = 120_000;

/** What is in doubt, to be asked about again later: twice as late each time, so that what is stuck stands in nobody's way. */
export function postpone<Doubtful extends Doubt & { version: number }>(doubtful: Doubtful, now: Instant): Doubtful {
  const attempts = (doubtful.attempts ?? 0) + 1;
  const wait = Math.min(FIRST_WAIT_MS * 2 ** (attempts - 1), LONGEST_WAIT_MS);
  return { ...doubtful, attempts, dueAt: shift(now, wait), version: doubtful.version + 1 };
}
