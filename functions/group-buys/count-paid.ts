/**
 * Hears OrderPaid of orders with a place in a group. Promise: each place counts once when it is paid, and with the last one
 * the group is complete; money that came when the group had failed is told back at once.
 */
import { OrderPaid } from '../../events/orders/order-paid.v1.ts';
import { consumerHandler } from '../../shared/platform/consumer.ts';
import { retryWhenChanged } from '../../shared/platform/retry.ts';
import type { Run } from '../../shared/platform/run.ts';
import { applyOnce } from '../../shared/platform/seen.ts';
import { type Action, commit } from '../../shared/platform/transaction.ts';
import { type Group, type Member, stepOf } from './domain/group.ts';
import { endAndTell, tellEnd } from './ending.ts';
import { countPaid, findGroup, markPaid, membersOf } from './store.ts';

async function actionsOf(group: Group, member: Member, run: Run): Promise<Action[]> {
  const step = stepOf(group, member);
  if (step === 'counts') return [markPaid(member), countPaid(group)];
  if (step === 'completes') {
    const members = await membersOf(group.groupId);
    return [markPaid(member), ...endAndTell('complete', group, members, run)];
  }
  return step === 'comes-too-late' ? [tellEnd('failed', group, [member.orderId], run)] : [];
}

async function count(groupId: string, order: { orderId: string; customerId: string; eventId: string }, run: Run) {
  const { group, member } = await findGroup(groupId, order.customerId);
  if (!group || member?.orderId !== order.orderId) return; // He left before he was counted.
  const actions = await actionsOf(group, member, run);
  if (actions.length > 0) await commit([applyOnce('group-buys', 'count-paid', order.eventId, run), ...actions]);
}

export const handler = consumerHandler([OrderPaid], async ({ id: eventId, data }, run) => {
  const { groupId, orderId, customerId } = data;
  if (groupId) await retryWhenChanged(() => count(groupId, { orderId, customerId, eventId }, run));
});
