import { type Promotion, stateOf } from './promotion.ts';

/** Where a promotion stands, as every change answers it. */
export function standingOf(promotion: Promotion) {
  const { promotionId, version, liveVersion } = promotion;
  return { promotionId, version, state: stateOf(promotion), ...(liveVersion === undefined ? {} : { liveVersion }) };
}

/** A promotion with its newest version, as staff see it. */
export function present(promotion: Promotion) {
  return { ...promotion.definition, ...standingOf(promotion), createdAt: promotion.createdAt };
}
