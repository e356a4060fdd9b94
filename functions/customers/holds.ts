/** What other contexts may read of the customers, and put into their own transaction. */
import { DomainError } from '../../shared/kernel/errors.ts';
import type { Found } from '../../shared/platform/batch-get.ts';
import type { Action } from '../../shared/platform/transaction.ts';
import { celebrating, checkMarketingConsent, type PageKey, profileKey } from './store.ts';

export type { Standing } from './domain/standing.ts';
export { standingFrom, standingKey } from './standing-store.ts';
export { profileKey } from './store.ts';

/** True where the customer wants no price that is for some customers only; `found` holds his `profileKey`. */
export function refusesPersonal(found: Found, customerId: string): boolean {
  return found.get(profileKey(customerId))?.personalised === false;
}

/** What a greeting needs to know of somebody. */
export interface Celebrant {
  customerId: string;
  name?: string;
  language: 'zh' | 'en';
}

/** Small enough that a caller may act on a whole page at once. */
const PAGE = 25;

/**
 * The customers who have their birthday on `monthDay` (`MM-DD`) and consent to marketing, page by page. The index may
 * lag behind a withdrawal: put `whileMarketingIsAllowed` into the commit that acts on it. Right: Query on gsi1.
 */
export async function* birthdaysOn(monthDay: string): AsyncGenerator<Celebrant[]> {
  let from: PageKey;
  do {
    const { profiles, lastKey } = await celebrating(monthDay, PAGE, from);
    yield profiles.map(({ customerId, name, language }) => ({ customerId, name, language }));
    from = lastKey;
  } while (from);
}

/** Lets a commit through only while the customer consents to marketing. Right: ConditionCheckItem. */
export function whileMarketingIsAllowed(customerId: string): Action {
  return checkMarketingConsent(
    customerId,
    () => new DomainError('conflict', 'customers.consent-withdrawn', 'The customer does not consent to marketing.'),
  );
}
