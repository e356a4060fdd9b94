/**
 * What orders put into their own transactions: the checkout takes a place in a group, an order that ends early gives it back
 * while its group is open. Rights: PutItem, UpdateItem to enter; BatchGetItem, UpdateItem, DeleteItem to leave.
 */
import type { Run } from '../../shared/platform/run.ts';
import type { Action } from '../../shared/platform/transaction.ts';
import { type GroupTerms, openGroup } from './domain/group.ts';
import { findGroup, giveSeatBack, putGroup, putMember, takeSeat } from './store.ts';

export type { GroupTerms } from './domain/group.ts';

/** The group that a buyer joins; without `groupId` he opens one. */
export interface GroupWish {
  promotionId: string;
  groupId?: string;
}

/** Whose order takes the place. */
interface Buyer {
  orderId: string;
  customerId: string;
}

/**
 * A place in a group for a new order: nothing is read, the commit decides. Refused with `group-buys.unknown`,
 * `group-buys.full`, `group-buys.over`, `group-buys.already-member`.
 */
export function enterGroup(wish: GroupWish, terms: GroupTerms, { orderId, customerId }: Buyer, run: Run) {
  const { promotionId } = terms;
  const groupId = wish.groupId ?? run.newId('group');
  const place = wish.groupId ? takeSeat(groupId, promotionId, run.now) : putGroup(openGroup(terms, groupId, run.now));
  const actions: Action[] = [place, putMember({ groupId, customerId, orderId, paid: false })];
  return { groupBuy: { promotionId, groupId }, actions };
}

/** Gives an order's place back; nothing for an order without one, or of a group that has ended. */
export async function leaveGroup(order: Buyer & { groupBuy?: { groupId: string } }): Promise<Action[]> {
  if (!order.groupBuy) return [];
  const { group, member } = await findGroup(order.groupBuy.groupId, order.customerId);
  return group?.state === 'open' && member?.orderId === order.orderId ? giveSeatBack(member) : [];
}
