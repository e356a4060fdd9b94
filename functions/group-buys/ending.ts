import { GroupCompleted } from '../../events/group-buys/group-completed.v1.ts';
import { GroupFailed } from '../../events/group-buys/group-failed.v1.ts';
import { announce } from '../../shared/platform/outbox.ts';
import type { Run } from '../../shared/platform/run.ts';
import type { Action } from '../../shared/platform/transaction.ts';
import type { Group, Member } from './domain/group.ts';
import { endGroup } from './store.ts';

type Named = Pick<Group, 'groupId' | 'promotionId' | 'people'>;

/** Tells that a group is complete, or that it failed, and whose orders it is about. Right: PutItem. */
export function tellEnd(end: 'complete' | 'failed', group: Named, orderIds: string[], run: Run): Action {
  const { groupId, promotionId, people } = group;
  const fact = { subject: groupId, data: { groupId, promotionId, people, orderIds } };
  return announce(end === 'complete' ? GroupCompleted : GroupFailed, fact, run);
}

/** Ends a group as it was read, with all of its members, and tells so. Rights: UpdateItem, PutItem. */
export function endAndTell(end: 'complete' | 'failed', group: Group, members: readonly Member[], run: Run): Action[] {
  const orderIds = members.map(({ orderId }) => orderId);
  return [endGroup(group, end, run.now), tellEnd(end, group, orderIds, run)];
}
