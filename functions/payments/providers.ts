import { DomainError } from '../../shared/kernel/errors.ts';
import type { PaymentProvider } from './provider.ts';
import { sandbox } from './sandbox-provider.ts';

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
