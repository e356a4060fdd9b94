import { DomainError } from '../../shared/kernel/errors.ts';
import type { Run } from '../../shared/platform/run.ts';
import type { Action } from '../../shared/platform/transaction.ts';
import { enterGroup, type GroupTerms } from '../group-buys/holds.ts';
import type { CartRequest } from './domain/cart.ts';
import type { Order } from './domain/order.ts';

/** What was found for a cart that asks for a group's price. */
interface Priced {
  quote: { promotions: { applied: readonly { promotionId: string }[] } };
  group?: GroupTerms;
}

/** Nobody waits for others without a lower price. Throws conflict `orders.no-group-price`. */
function termsFor({ promotionId }: { promotionId: string }, { quote, group }: Priced): GroupTerms {
  const isGiven = quote.promotions.applied.some((given) => given.promotionId === promotionId);
  if (group && isGiven) return group;
  const message = 'The group price is not to be had for this cart.';
  throw new DomainError('conflict', 'orders.no-group-price', message);
}

/** The order with the place in a group that its cart asks for, and what takes it in the order's commit; nothing is read. */
export function placeInGroup(
  order: Order,
  { groupBuy }: CartRequest,
  priced: Priced,
  run: Run,
): { order: Order; actions: Action[] } {
  if (!groupBuy) return { order, actions: [] };
  const entered = enterGroup(groupBuy, termsFor(groupBuy, priced), order, run);
  return { order: { ...order, groupBuy: entered.groupBuy }, actions: entered.actions };
}
