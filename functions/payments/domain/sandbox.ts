import { DomainError } from '../../../shared/kernel/errors.ts';

/** What a provider says of a payment. */
export type Outcome = 'captured' | 'declined' | 'pending';

const OUTCOME_OF_TOKEN: Record<string, Outcome> = { approve: 'captured', decline: 'declined', pending: 'pending' };

/**
 * The sandbox provider: what it will say of a payment is written in the token the client hands over, so asking it twice,
 * or after a crash, gives the same answer, as a real provider's idempotency key does. Without a token it waits to be told.
 */
export function sandboxOutcome(token: string | undefined): Outcome {
  const known = token ?? 'pending';
  const outcome = Object.hasOwn(OUTCOME_OF_TOKEN, known) ? OUTCOME_OF_TOKEN[known] : undefined;
  if (!outcome)
    throw new DomainError('invalid', 'payments.bad-token', 'The sandbox knows approve, decline and pending.');
  return outcome;
}
