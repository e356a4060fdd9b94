/** What orders may put into its own transaction to open and settle a payment. */
import { shop } from '../../shared/platform/env.ts';
import type { Run } from '../../shared/platform/run.ts';
import type { Action } from '../../shared/platform/transaction.ts';
import { type Payment, type PaymentStatus, settle } from './domain/payment.ts';
import { providerNamed, unknownProvider } from './domain/providers.ts';
import type { Outcome } from './domain/sandbox.ts';
import { findPayment, putPayment } from './store.ts';

export type { Payment } from './domain/payment.ts';
export { finishRefund } from './refund.ts';

/** What is to be paid, and how. */
export interface Intent {
  orderId: string;
  provider: string;
  token?: string;
  amount: number;
  currency: string;
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
    version: 1,
    openedAt: run.now,
    changedAt: run.now,
  };
}

/** Writes a new payment down. Right: PutItem. */
export function openPayment(payment: Payment): Action {
  return putPayment(payment);
}

/** Asks the provider to take the money of a payment that is written down as `charging`. */
export function capture(payment: Payment): Promise<Outcome> {
  if (payment.amount === 0) return Promise.resolve('captured'); // There is nothing to ask for.
  return providerNamed(payment.provider).capture(payment);
}

/** Writes down what became of a payment. Right: PutItem. Throws `payments.illegal-step`. */
export function settlePayment(payment: Payment, status: PaymentStatus, run: Run, refundId?: string): Action {
  return putPayment(settle(payment, status, run.now, refundId));
}

/**
 * Ends the payment of an order that ends early: one that nobody began is closed, a captured one goes into `refunding`
 * under a new refund id, before the provider is asked. Right: PutItem. Throws `payments.illegal-step` while in doubt.
 */
export function endPayment(payment: Payment, run: Run): { status: PaymentStatus; actions: Action[] } {
  if (payment.status === 'declined') return { status: 'declined', actions: [] };
  const status = payment.status === 'captured' ? 'refunding' : 'closed';
  const refundId = status === 'refunding' ? run.newId('refund') : undefined;
  return { status, actions: [settlePayment(payment, status, run, refundId)] };
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
