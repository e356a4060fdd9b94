import type { Commit, Invariant } from '../contract.ts';
import { numberIn } from './accounts.ts';
import { type HeldUse, isOver, Uses } from './promotion-uses.ts';
import type { OrderDoc } from './shapes.ts';
import { type Seen, seenAt } from './stored.ts';

/** A code that works once is in one order at a time, its owner's, and leaves it only when that is over. */
function codeFault({ pk, before, after }: Seen, orders: ReadonlyMap<string, OrderDoc>): string | undefined {
  const [had, has] = [before?.usedBy, after?.usedBy].map((orderId) => orderId && String(orderId));
  if (had === has) return undefined;
  if (had && has) return `${pk} went from ${had} to ${has}`;
  const order = orders.get(String(had ?? has));
  if (had) return order && isOver(order) ? undefined : `${pk} was given back by ${had}, which is not over`;
  if (!order?.uses.some(({ code }) => pk === `COUPON#${code}`)) return `${pk} is in ${has}, which does not say so`;
  const owner = after?.claimedBy ?? order.customerId;
  return owner === order.customerId ? undefined : `${pk} of ${owner} was used by ${order.customerId}`;
}

/** Nobody claims more than he may. */
function claimFault({ pk, sk, before, after }: Seen): string | undefined {
  const [was, is] = [numberIn(before, 'claims'), numberIn(after, 'claims')];
  return is === was + 1 ? undefined : `${pk} ${sk}: claims went from ${was} to ${is}`;
}

/** 14: nothing is used more often than it may be, in all, by one person and by one code. */
export function couponLimits(): Invariant {
  const uses = new Uses();

  function limitFault({ promotionId, customerId, limits, quota }: HeldUse): string | undefined {
    const all = uses.inAll(promotionId).uses;
    const own = uses.ofCustomer(promotionId, customerId);
    if (all > (limits.totalUses ?? Infinity)) return `${promotionId} was used ${all} times of ${limits.totalUses}`;
    if (own.uses > (limits.perCustomer ?? Infinity))
      return `${customerId} used ${promotionId} ${own.uses} times of ${limits.perCustomer}`;
    if (own.units > (quota?.perCustomer ?? Infinity))
      return `${customerId} bought ${own.units} of ${promotionId}, he may ${quota?.perCustomer}`;
    return undefined;
  }

  function counterFault({ pk, sk, after }: Seen): string | undefined {
    const [promotionId, customerId] = [pk.slice('USES#'.length), sk.slice('CUSTOMER#'.length)];
    const { uses: counted, units } = uses.ofCustomer(promotionId, customerId);
    const stands = [numberIn(after, 'uses'), numberIn(after, 'units')];
    if (stands[0] === counted && stands[1] === units) return undefined;
    return `${promotionId} ${customerId}: ${stands} counted, orders hold ${counted},${units}`;
  }

  return {
    id: '14',
    name: 'coupon limits hold',
    onCommit(commit: Commit) {
      const { fault, came } = uses.take(commit);
      const orders = new Map(
        seenAt(commit, 'orders', 'ORDER#', 'ORDER').map(({ pk, after }) => [
          pk.slice('ORDER#'.length),
          after?.order as OrderDoc,
        ]),
      );
      const faults = [
        fault,
        ...seenAt(commit, 'promotions', 'USES#', 'CUSTOMER#').map(counterFault),
        ...seenAt(commit, 'promotions', 'USES#', 'CLAIMED').map(claimFault),
        ...seenAt(commit, 'promotions', 'COUPON#', 'COUPON').map((seen) => codeFault(seen, orders)),
        ...came.map(limitFault),
      ];
      return faults.find((one) => one !== undefined);
    },
  };
}
