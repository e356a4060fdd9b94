/**
 * What others ask of the law in their own use case. Rights of `checkPromotion`: GetItem, PutItem, Query, Query on gsi1; of
 * `channelsToCompareIn`: Query, Query on gsi1; the rest need none.
 */
import { DomainError } from '../../shared/kernel/errors.ts';
import type { Instant } from '../../shared/kernel/time.ts';
import type { Run } from '../../shared/platform/run.ts';
import type { Action } from '../../shared/platform/transaction.ts';
import { compareAll } from './comparing.ts';
import { comparedPrice } from './domain/base-price.ts';
import { isChosen, isDisplayed, type Ticked } from './domain/fair-sale.ts';
import { type Checked, comparedBreaches, standingBreaches } from './domain/promotion-check.ts';
import { type Breach, breach, sentenceOf } from './domain/rules.ts';
import { beginningOf, putBeginning, putEvidence, putStart } from './evidence-store.ts';
import { readDealsBefore } from './store.ts';

export { isWinnerPublished } from './domain/fair-sale.ts';
export { type Checked, frozenBreaches } from './domain/promotion-check.ts';
export { noReasonUntil } from './domain/return-days.ts';

/** A version of a promotion that is to go live. */
export interface ToPublish {
  promotionId: string;
  version: number;
  next: Checked;
}

/** From when a promotion counts as running: once it has begun that stays, else when it will, and not before it is live. */
function startOf(next: Checked, began: Instant | undefined, now: Instant): Instant {
  if (began !== undefined && began <= now) return began;
  return next.validFrom > now ? next.validFrom : now;
}

/** Checks a promotion before it goes live: what the law forbids, or the evidence to be kept in the publishing commit. */
export async function checkPromotion(
  { promotionId, version, next }: ToPublish,
  run: Run,
): Promise<{ errors?: Breach[]; actions?: Action[] }> {
  const start = startOf(next, await beginningOf(promotionId), run.now);
  const compared = await compareAll(next, start);
  const errors = [...standingBreaches(next), ...comparedBreaches(compared)];
  if (errors.length > 0) return { errors };
  const { channels, comparedPrices } = next;
  const again = comparedPrices && start > run.now;
  return {
    actions: [
      putBeginning(promotionId, start),
      putEvidence({ promotionId, at: run.now, what: 'published', id: String(version), version, compared }),
      ...(again ? [putStart({ promotionId, version, start, checked: { channels, comparedPrices } })] : []),
    ],
  };
}

/** The channels in which a product's list price may be shown struck through beside a price that holds `since` then. */
export async function channelsToCompareIn(
  product: { sku: string; listPrice: number; label?: string; since: Instant },
  channels: readonly string[],
): Promise<string[]> {
  const { sku, listPrice, label, since } = product;
  const allowed = await Promise.all(
    channels.map(async (channel) => {
      const before = await readDealsBefore({ sku, channel }, since);
      return comparedPrice(listPrice, before, label) === 'true';
    }),
  );
  return channels.filter((_, at) => allowed[at]);
}

/** The breach of a list price that is to be shown nowhere, by its path. */
export const listPriceBreach = (path: string): Breach => breach('law.compared-price', path);

/** Refuses a cart with lines that its buyer did not choose. Throws invalid `law.default-ticked` naming them. */
export function refuseUnchosen(lines: readonly Ticked[]): void {
  const errors = lines.flatMap((line, at) =>
    isChosen(line) ? [] : [breach('law.default-ticked', `lines.${at}.preselected`)],
  );
  if (errors.length > 0)
    throw new DomainError('invalid', 'law.default-ticked', sentenceOf('law.default-ticked'), { errors });
}

/** Refuses to charge more than the parts that a buyer says he was shown. Throws conflict `law.extra-charge`. */
export function refuseUndisplayed(displayed: readonly number[] | undefined, charged: number): void {
  if (displayed === undefined || isDisplayed(displayed, charged)) return;
  throw new DomainError('conflict', 'law.extra-charge', sentenceOf('law.extra-charge'), {
    errors: [breach('law.extra-charge', 'displayed')],
  });
}
