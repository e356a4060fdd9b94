import { DomainError } from '../../shared/kernel/errors.ts';
import type { Promotion } from './domain/promotion.ts';
import { findPromotion } from './store.ts';

/** The promotion with this id. Throws not-found `promotions.unknown`. */
export async function knownPromotion(promotionId: string): Promise<Promotion> {
  const promotion = await findPromotion(promotionId);
  if (!promotion) throw new DomainError('not-found', 'promotions.unknown', 'There is no such promotion.');
  return promotion;
}

/** What a change is refused with when somebody else changed the promotion at the same time. */
export const changedMeanwhile = () =>
  new DomainError('conflict', 'promotions.changed-meanwhile', 'Somebody else changed it; try again.');
