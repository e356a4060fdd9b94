/** What other contexts may put into their own transaction to open and settle a payment, and to give its money back. */
import { DomainError } from '../../shared/kernel/errors.ts';
import { type Instant, shift } from '../../shared/kernel/time.ts';
import { shop } from '../../shared/platform/env.ts';
import type { Run } from '../../shared/platform/run.ts';
import type { Action } from '../../shared/platform/transaction.ts';
import { askFor, type Payment, type PaymentStatus, settle } from './domain/payment.ts';
import { ask, type RefundLine, type RefundWish } from './domain/refund.ts';
import { providerNamed, unknownProvider } from './providers.ts';
import { findPayment, putPayment, putRefund } from './store.ts';

export type { Payment } from './domain/payment.ts';
export type { RefundLine, RefundReason, RefundWish } from './domain/refund.ts';
export { finishRefund, finishRefunds } from './refund.ts';

/** What is to be paid, and how. */
export interface Intent {
  orderId: string;
  provider: string;
  token?: string;
  amount: number;
  currency: string;
}

/** When something that is in doubt from now on is asked about for the first time: later than any request runs. */
export function dueAfterDoubt(run: Run): Instant {
  return shift(run.now, shop.inDoubtSeconds * 1000);
}

/**
 * A new payment: `charging` when the provider can take the money at once (the intent is written down before it is asked),
 * else `pending`. Throws `payments.unknown-provider` and `payments.bad-token`.
 */
export function newPayment(intent: Intent, run: Run): Payment {
  if (!shop.paymentProviders.includes(intent.provider)) throw unknownProvider();
  const asked = providerNamed(intent.provider).takesAtOnce(intent.token);
  const atOnce = asked || intent.amount === 0;
  return {
    ...intent,
    paymentId: run.newId('pay'),
    status: atOnce ? 'charging' : 'pending',
    ...(atOnce ? { dueAt: dueAfterDoubt(run) } : {}),
    version: 1,
    openedAt: run.now,
    changedAt: run.now,
  };
}

/** Writes a new payment down. Right: PutItem. */
export function openPayment(payment: Payment): Action {
  return putPayment(payment);
}

/** A pending payment that its provider is asked for now, with the token that decides. Right: PutItem. */
export function chargePayment(payment: Payment, token: string, run: Run): { payment: Payment; actions: Action[] } {
  const charging = askFor(payment, token, run.now, dueAfterDoubt(run));
  return { payment: charging, actions: [putPayment(charging)] };
}

/**
 * Asks the provider to take the money of a payment that is written down as `charging`. Throws unavailable
 * `payments.provider-silent` while it is not decided.
 */
export async function capture(payment: Payment): Promise<'captured' | 'declined'> {
  if (payment.amount === 0) return 'captured'; // There is nothing to ask for.
  const outcome = await providerNamed(payment.provider).capture(payment);
  if (outcome !== 'pending') return outcome;
  throw new DomainError('unavailable', 'payments.provider-silent', 'The payment provider has not decided yet.');
}

/** Writes down what became of a payment. Right: PutItem. Throws `payments.illegal-step`. */
export function settlePayment(payment: Payment, status: PaymentStatus, run: Run): Action {
  return putPayment(settle(payment, status, run.now));
}

/**
 * Writes down that some of a captured payment's money shall go back, before the provider is asked; `finishRefund` asks it
 * after the commit. Refunds of a payment never come to more than it: two at once meet at its version
 * (`payments.changed-meanwhile`). Right: PutItem. Throws conflict `payments.refund-exceeds-capture`, `payments.illegal-step`.
 */
export function askRefund(payment: Payment, wish: RefundWish, run: Run): Action[] {
  const asked = ask(payment, wish, run.now, dueAfterDoubt(run));
  return [putPayment(asked.payment), putRefund(asked.refund)];
}

/**
 * Ends the payment of an order that ends early: one that nobody began is closed; what is left of a captured one is asked
 * back, for `lines`. Right: PutItem. Throws `payments.illegal-step` while in doubt.
 */
export function endPayment(payment: Payment, run: Run, lines: RefundLine[] = []): Ending {
  if (payment.status === 'declined') return { status: 'declined', actions: [] };
  if (payment.status !== 'captured') return { status: 'closed', actions: [settlePayment(payment, 'closed', run)] };
  const amount = payment.amount - (payment.refundAsked ?? 0);
  const wish: RefundWish = { refundId: run.newId('refund'), amount, reason: 'cancelled', lines };
  return { status: 'refunding', actions: askRefund(payment, wish, run) };
}

/** How a payment ended. */
export interface Ending {
  status: PaymentStatus;
  actions: Action[];
}

/** What the client needs to let the buyer pay, if anything. */
export function clientParamsOf(payment: Payment): Record<string, string> | undefined {
  return providerNamed(payment.provider).clientParams(payment);
}

/** The payment an order names. Right: GetItem. Throws a fault when it is missing: order and payment are written together. */
export async function paymentOf(paymentId: string): Promise<Payment> {
  const payment = await findPayment(paymentId);
  if (!payment) throw new Error(`payment ${paymentId} is missing`);
  return payment;
}
