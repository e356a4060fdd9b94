import { DomainError } from '../../shared/kernel/errors.ts';
import type { Payment } from './domain/payment.ts';
import type { Refund } from './domain/refund.ts';
import type { Outcome } from './domain/sandbox.ts';
import { sandbox } from './sandbox-provider.ts';

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

const providers: Record<string, PaymentProvider> = { sandbox };

/** The refusal of a provider that the shop does not take. */
export function unknownProvider(): DomainError {
  return new DomainError('invalid', 'payments.unknown-provider', 'The shop does not take this provider.');
}

/** The provider of this name. Throws invalid `payments.unknown-provider`. */
export function providerNamed(name: string): PaymentProvider {
  const provider = Object.hasOwn(providers, name) ? providers[name] : undefined;
  if (!provider) throw unknownProvider();
  return provider;
}
