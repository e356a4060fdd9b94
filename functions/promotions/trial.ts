/** A promotion that is not live, priced as if it were. */
import type { Standing } from './budget-reading.ts';
import type { StoredCoupon } from './coupon-use.ts';
import { patch, type Snapshot } from './domain/compile.ts';
import { normaliseCode, type Published } from './domain/promotion.ts';
import { knownPromotion } from './known-promotion.ts';

/** The newest version of a promotion, draft or not. Throws not-found `promotions.unknown`. Right: GetItem. */
export async function newestOf(promotionId: string): Promise<Published> {
  const { definition, version } = await knownPromotion(promotionId);
  return { ...definition, promotionId, version };
}

/** The code that brings a promotion in a trial, if it needs one: its own, or where each buyer has another its id. */
export function trialCode({ coupon, promotionId }: Published): string | undefined {
  return coupon && normaliseCode(coupon.code ?? promotionId);
}

interface Offered {
  snapshot: Snapshot;
  coupons: ReadonlyMap<string, StoredCoupon>;
}

/** The promotion with nobody held out: what it does to those who get it. */
export function forEverybody<Promotion extends Published>(promotion: Promotion): Promotion {
  const { holdOut: _none, ...scope } = promotion.scope;
  return { ...promotion, scope };
}

/** The offers with a draft in the place of its own live version, and with its code. */
export function besideLive<Offers extends Offered>(offers: Offers, draft: Published): Offers & { trial: string } {
  const { promotionId, validTo } = draft;
  const code = trialCode(draft);
  const coupon: [string, StoredCoupon][] = code ? [[code, { code, promotionId, validTo }]] : [];
  return {
    ...offers,
    snapshot: patch(offers.snapshot, [], [forEverybody(draft)]),
    coupons: new Map([...offers.coupons, ...coupon]),
    trial: promotionId,
  };
}

/** How a promotion with limits stands before anybody used it: a draft has no account yet. */
export const untouched = (): Standing => ({
  used: { uses: 0, spent: 0, byCustomer: 0, units: 0, unitsByCustomer: 0 },
  shards: [],
  reserve: 0,
});
