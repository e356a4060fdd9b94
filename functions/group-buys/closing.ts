import { retryWhenChanged } from '../../shared/platform/retry.ts';
import type { Run } from '../../shared/platform/run.ts';
import { commit } from '../../shared/platform/transaction.ts';
import { readOrders } from '../orders/holds.ts';
import { endOf, type Member } from './domain/group.ts';
import { endAndTell } from './ending.ts';
import { findGroup, membersOf } from './store.ts';

/** The orders of members that are paid, though it was not counted yet. */
async function paidUncounted(members: readonly Member[]): Promise<ReadonlySet<string>> {
  const uncounted = members.filter(({ paid }) => !paid).map(({ orderId }) => orderId);
  const orders = await readOrders(uncounted);
  return new Set(orders.filter(({ status }) => status === 'PAID').map(({ orderId }) => orderId));
}

/**
 * Ends one of `dueGroups`, whose deadline has passed: complete if as many as it wants have paid, else failed. Nothing for one
 * that has ended. Rights: own BatchGetItem, Query, UpdateItem, PutItem; orders BatchGetItem.
 */
export function closeGroup(groupId: string, run: Run): Promise<void> {
  return retryWhenChanged(async () => {
    const { group } = await findGroup(groupId);
    if (group?.state !== 'open') return;
    const members = await membersOf(groupId);
    const end = endOf(group, members, await paidUncounted(members));
    await commit(endAndTell(end, group, members, run));
  });
}
