import type { Commit, Invariant, View } from '../contract.ts';
import { type HeldUse, Uses } from './promotion-uses.ts';
import { itemAt } from './tables.ts';

/** 14: nothing is used more often than it may be, in all and by one person. */
export function couponLimits(): Invariant {
  const uses = new Uses();

  function limitFault({ promotionId, customerId, limits }: HeldUse): string | undefined {
    const all = uses.count(promotionId, 'TOTAL').uses;
    const own = uses.count(promotionId, `CUSTOMER#${customerId}`).uses;
    if (all > (limits.totalUses ?? Infinity)) return `${promotionId} was used ${all} times of ${limits.totalUses}`;
    if (own > (limits.perCustomer ?? Infinity)) {
      return `${customerId} used ${promotionId} ${own} times of ${limits.perCustomer}`;
    }
    return undefined;
  }

  return {
    id: '14',
    name: 'coupon limits hold',
    onCommit(commit: Commit, view: View) {
      const { fault, came, touched } = uses.take(commit);
      if (fault) return fault;
      for (const [promotionId, part] of touched) {
        const stands = Number(itemAt(view, 'promotions', `USES#${promotionId}`, part)?.uses ?? 0);
        const counted = uses.count(promotionId, part).uses;
        if (stands !== counted) return `${promotionId} ${part}: ${stands} uses counted, orders hold ${counted}`;
      }
      return came.map(limitFault).find((one) => one !== undefined);
    },
  };
}
