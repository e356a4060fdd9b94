import { preferredLanguage } from '../../shared/kernel/language.ts';
import { couponFault, type StoredCoupon } from './coupon-use.ts';
import type { AskedCoupon } from './domain/candidates.ts';
import type { Evaluation, Use } from './domain/cart.ts';
import { normaliseCode } from './domain/promotion.ts';
import { rejection } from './domain/refusals.ts';

/** The codes a buyer asked for: those that may bring a promotion, and those that have been used. */
export interface Asked {
  coupons: AskedCoupon[];
  /** Stored codes that work once, by the promotion that they bring. */
  once: ReadonlyMap<string, string>;
  spent: StoredCoupon[];
}

/** What each of the codes is for this customer. What is not his to use is as unknown as what is not there. */
export function askedFor(
  codes: readonly string[],
  stored: ReadonlyMap<string, StoredCoupon>,
  customerId: string | undefined,
): Asked {
  const found = [...new Set(codes.map(normaliseCode))].sort().map((code) => {
    const coupon = stored.get(code);
    return { code, coupon, fault: coupon ? couponFault(coupon, customerId) : ('coupon-unknown' as const) };
  });
  const usable = found.flatMap(({ coupon, fault }) => (coupon && !fault ? [coupon] : []));
  const unknown = found.filter(({ fault }) => fault === 'coupon-unknown').map(({ code }) => ({ code }));
  return {
    coupons: [...usable.map(({ code, promotionId }) => ({ code, promotionId })), ...unknown],
    once: new Map(usable.filter(({ mode }) => mode === 'unique').map(({ promotionId, code }) => [promotionId, code])),
    spent: found.flatMap(({ coupon, fault }) => (coupon && fault === 'coupon-used' ? [coupon] : [])),
  };
}

/** The uses with the codes that brought them: a code that works once is used even where its promotion has no limits. */
function usesWithCodes({ uses, applied }: Evaluation, once: Asked['once']): Use[] {
  const isUsed = (promotionId: string) => uses.some((use) => use.promotionId === promotionId);
  const more = applied
    .filter(({ promotionId }) => once.has(promotionId) && !isUsed(promotionId))
    .map(({ promotionId, amount }) => ({ promotionId, amount, limits: {}, byCoupon: true }));
  return [...uses, ...more].map((use) => {
    const code = once.get(use.promotionId);
    return code ? { ...use, code } : use;
  });
}

/** An evaluation with what is to be said and done about the codes themselves. */
export function withCodes(
  evaluation: Evaluation,
  { once, spent }: Asked,
  acceptLanguage: string | undefined,
): Evaluation {
  if (once.size === 0 && spent.length === 0) return evaluation;
  const language = preferredLanguage(acceptLanguage);
  return {
    ...evaluation,
    uses: usesWithCodes(evaluation, once),
    rejected: [
      ...evaluation.rejected,
      ...spent.map(({ promotionId }) => rejection(promotionId, 'coupon-used', language)),
    ],
    spentCoupons: [...evaluation.spentCoupons, ...spent.map(() => 'coupon-used' as const)],
  };
}
