import type { Payment } from './domain/payment.ts';
import type { Refund } from './domain/refund.ts';
import type { Outcome } from './domain/sandbox.ts';

/**
 * What we ask of a payment provider. Each call carries our id, so that repeating it has one effect. Whatever is not a clear
 * answer (silence, a fault, a reply that does not fit what was asked) is unavailable `payments.provider-silent`: the
 * money is in doubt and is asked about again.
 */
export interface PaymentProvider {
  /** True when handing over this token lets us take the money at once, without the buyer's doing. */
  takesAtOnce(token: string | undefined): boolean;
  /** Takes the money of a payment, or tells what became of an earlier try. */
  capture(payment: Payment): Promise<Outcome>;
  /** Gives money of a captured payment back. Throws conflict `payments.refund-refused` when the provider never will. */
  refund(refund: Refund): Promise<void>;
  /** What the client needs to let the buyer pay. */
  clientParams(payment: Payment): Record<string, string> | undefined;
}
