import { retryWhenChanged } from '../../shared/platform/retry.ts';
import type { Run } from '../../shared/platform/run.ts';
import { applyOnce } from '../../shared/platform/seen.ts';
import { type Action, commit } from '../../shared/platform/transaction.ts';
import { type Group, type Member, stepOf } from './domain/group.ts';
import { endAndTell, tellEnd } from './ending.ts';
import { countPaid, findGroup, markPaid, membersOf } from './store.ts';

/** An order that was paid, and the event that told so. */
interface Paid {
  groupId: string;
  orderId: string;
  customerId: string;
  eventId: string;
}

async function actionsOf(group: Group, member: Member, run: Run): Promise<Action[]> {
  const step = stepOf(group, member);
  if (step === 'counts') return [markPaid(member), countPaid(group)];
  if (step === 'completes') {
    const members = await membersOf(group.groupId);
    return [markPaid(member), ...endAndTell('complete', group, members, run)];
  }
  return step === 'comes-too-late' ? [tellEnd('failed', group, [member.orderId], run)] : [];
}

async function count({ groupId, orderId, customerId, eventId }: Paid, run: Run): Promise<void> {
  const { group, member } = await findGroup(groupId, customerId);
  if (!group || member?.orderId !== orderId) return; // He left before he was counted.
  const actions = await actionsOf(group, member, run);
  if (actions.length > 0) await commit([applyOnce('group-buys', 'count-paid', eventId, run), ...actions]);
}

/** Counts a paid order in its group, once. Throws `AlreadyApplied`. Rights: BatchGetItem, Query, PutItem, UpdateItem. */
export function countPayment(paid: Paid, run: Run): Promise<void> {
  return retryWhenChanged(() => count(paid, run));
}
