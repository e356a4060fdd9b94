import { DomainError } from '../../../shared/kernel/errors.ts';
import type { Payment } from './payment.ts';
import { type Outcome, sandboxOutcome } from './sandbox.ts';

/** What we ask of a payment provider. Each call carries our id, so that repeating it has one effect. */
export interface PaymentProvider {
  /** True when handing over this token lets us take the money at once, without the buyer's doing. */
  takesAtOnce(token: string | undefined): boolean;
  /** Takes the money of a payment, or tells what became of an earlier try. */
  capture(payment: Payment): Promise<Outcome>;
  /** Gives all of a captured payment back. Resolves when the provider has it. */
  refund(payment: Payment, refundId: string): Promise<void>;
  /** What the client needs to let the buyer pay. */
  clientParams(payment: Payment): Record<string, string> | undefined;
}

const sandbox: PaymentProvider = {
  takesAtOnce: (token) => sandboxOutcome(token) !== 'pending',
  capture: async ({ token }) => sandboxOutcome(token),
  refund: async () => undefined,
  clientParams: ({ paymentId, status }) =>
    status === 'pending' ? { settlePath: `/v1/sandbox/payments/${paymentId}/settle` } : undefined,
};

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
