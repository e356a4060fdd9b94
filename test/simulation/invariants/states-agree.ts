import type { Commit, Invariant } from '../contract.ts';
import type { OrderDoc } from './shapes.ts';
import { idIn, seenAt } from './stored.ts';

function orderFault({ orderId, status, payment, holdings, couponCodes, promotions }: OrderDoc): string | undefined {
  const [isCharged, isAsked] = [status === 'CHARGING', payment.status === 'charging'];
  if (isCharged !== isAsked) return `${orderId} is ${status} with a payment that is ${payment.status}`;
  const hollow = holdings.find(({ quantity, awaited }) => quantity <= 0 && !awaited);
  if (hollow) return `${orderId} holds ${hollow.quantity} of ${hollow.sku}`;
  const isUsed = couponCodes.length > 0 && promotions.rejected.some(({ code }) => code === 'promotions.coupon-used');
  return isUsed ? `${orderId} was placed without the coupon that its buyer counted on` : undefined;
}

/** What stands beside each other agrees, and says something: no hold of nothing, no stock of a set. */
export function statesAgree(): Invariant {
  const bundles = new Set<string>();

  function stockFault(commit: Commit): string | undefined {
    for (const { pk, after } of seenAt(commit, 'catalog', 'PRODUCT#', 'PRODUCT'))
      if (after?.bundle) bundles.add(idIn(pk));
    const stocked = seenAt(commit, 'inventory', 'STOCK#', 'AT#').find(
      ({ pk, before, after }) => !before && after && bundles.has(idIn(pk)),
    );
    return stocked && `${stocked.pk} is a set, and was given stock of its own`;
  }

  return {
    id: 'agree',
    name: 'what stands beside each other agrees',
    onCommit(commit: Commit) {
      const orders = seenAt(commit, 'orders', 'ORDER#', 'ORDER').map(
        ({ after }) => after?.order as OrderDoc | undefined,
      );
      const fault = orders.map((order) => (order && !order.imported ? orderFault(order) : undefined)).find(Boolean);
      return fault ?? stockFault(commit);
    },
  };
}
