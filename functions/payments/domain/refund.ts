import { DomainError } from '../../../shared/kernel/errors.ts';
import type { Instant } from '../../../shared/kernel/time.ts';
import { type Doubt, type Payment, settle } from './payment.ts';

/** Why money goes back. `late-money` came for an order that had ended: the order's own sums know nothing of it. */
export type RefundReason = 'cancelled' | 'returned' | 'late-money' | 'goodwill';

/** The states of a refund. `asked` is in doubt; `failed` waits for somebody of the staff. */
export type RefundStatus = 'asked' | 'refunded' | 'failed';

/** What of a refund belongs to which units. */
export interface RefundLine {
  sku: string;
  quantity: number;
  amount: number;
}

/** Some money of one payment on its way back. Amounts in minor units. */
export interface Refund extends Doubt {
  /** Also the idempotency key under which the provider knows it. */
  refundId: string;
  paymentId: string;
  orderId: string;
  provider: string;
  amount: number;
  currency: string;
  status: RefundStatus;
  reason: RefundReason;
  lines: RefundLine[];
  /** Why the last try failed, when the refund did. */
  failure?: string;
  version: number;
  askedAt: Instant;
  changedAt: Instant;
}

/** A refund as it is asked for. */
export interface RefundWish {
  refundId: string;
  amount: number;
  reason: RefundReason;
  lines: RefundLine[];
}

/** Tries, at the longest wait more than an hour, after which a silent provider is somebody's business. */
export const MOST_ATTEMPTS = 40;

const refusal = (code: string, message: string) => new DomainError('conflict', code, message);

/**
 * A refund written down before the provider is asked, and its payment, which never gives back more than it took. Throws
 * conflict `payments.refund-exceeds-capture`, `payments.illegal-step` for a payment that has no money.
 */
export function ask(payment: Payment, wish: RefundWish, now: Instant, dueAt: Instant) {
  if (payment.status !== 'captured') throw refusal('payments.illegal-step', 'The payment has no money to give back.');
  const refundAsked = (payment.refundAsked ?? 0) + wish.amount;
  if (refundAsked > payment.amount) {
    throw refusal('payments.refund-exceeds-capture', 'More would go back than was paid.');
  }
  const { paymentId, orderId, provider, currency } = payment;
  const about = { paymentId, orderId, provider, currency };
  const refund: Refund = { ...wish, ...about, status: 'asked', dueAt, version: 1, askedAt: now, changedAt: now };
  const all = refundAsked === payment.amount;
  const next = all ? settle(payment, 'refunding', now) : { ...payment, version: payment.version + 1, changedAt: now };
  return { refund, payment: { ...next, refundAsked } };
}

function moved(refund: Refund, status: RefundStatus, now: Instant): Refund {
  const { attempts, dueAt, failure, ...rest } = refund;
  return { ...rest, status, version: refund.version + 1, changedAt: now };
}

/** The money went back: the refund is done, and its payment with it when nothing of it is left. */
export function done(payment: Payment, refund: Refund, now: Instant): { refund: Refund; payment: Payment } {
  const refundedTotal = (payment.refundedTotal ?? 0) + refund.amount;
  const all = payment.status === 'refunding' && refundedTotal === payment.amount;
  const next = all ? settle(payment, 'refunded', now) : { ...payment, version: payment.version + 1, changedAt: now };
  return { refund: moved(refund, 'refunded', now), payment: { ...next, refundedTotal } };
}

/** The refund that did not go through. Its amount stays asked for: the provider may have it all the same. */
export function fail(refund: Refund, failure: string, now: Instant): Refund {
  return { ...moved(refund, 'failed', now), failure };
}

/** A failed refund, asked for once more. Throws conflict `payments.refund-not-failed`. */
export function askAgain(refund: Refund, now: Instant, dueAt: Instant): Refund {
  if (refund.status !== 'failed') throw refusal('payments.refund-not-failed', `The refund is ${refund.status}.`);
  return { ...moved(refund, 'asked', now), dueAt };
}
