import type { Commit, Invariant } from '../contract.ts';
import { isOpen } from './calculator/promotions.ts';
import type { OrderDoc } from './shapes.ts';
import { ShopState } from './shop-state.ts';
import { seenAt } from './stored.ts';

/** A run of a function is over by then, so its decision time is no older by its own clock. */
const LONGEST_RUN_MS = 120_000;
const MOST_SKEW_MS = 300_000;

/** 15: no discount outside the window of a promotion that is live, by the stored decision time, which is the deciding clock's own. */
export function campaignWindow(): Invariant {
  const shop = new ShopState();

  function faultOf({ orderId, placedAt, pricedAt, promotions }: OrderDoc, { at, clock }: Commit): string | undefined {
    const age = clock - Date.parse(placedAt);
    if (age < 0 || age > LONGEST_RUN_MS) return `${orderId} was decided at ${placedAt}, committed ${age} ms later`;
    // Who stood in line was promised the price of the moment he came.
    const decidedAt = pricedAt ?? placedAt;
    const versions = shop.promotionsSeen(Math.min(at, pricedAt ? Date.parse(pricedAt) - MOST_SKEW_MS : at)).flat();
    const outside = promotions.applied.find(
      ({ promotionId }) =>
        !versions.some((live) => live.promotionId === promotionId && isOpen(live.definition, decidedAt)),
    );
    return outside && `${orderId} got ${outside.promotionId} at ${decidedAt}, outside its window`;
  }

  return {
    id: '15',
    name: 'campaign windows by server time',
    onCommit(commit: Commit) {
      shop.take(commit);
      for (const { before, after } of seenAt(commit, 'orders', 'ORDER#', 'ORDER')) {
        const order = after?.order as OrderDoc | undefined;
        const fault = before || !order || order.imported ? undefined : faultOf(order, commit);
        if (fault) return fault;
      }
      return undefined;
    },
  };
}
