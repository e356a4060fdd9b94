/**
 * Every minute: ends the groups whose deadline has passed. Promise: each ends once, complete or failed, by what its members
 * have paid at that moment; one that cannot be ended now keeps no other waiting.
 */
import { log } from '../../shared/platform/log.ts';
import { scheduleHandler } from '../../shared/platform/schedule.ts';
import { sweep } from '../../shared/platform/sweep.ts';
import { closeGroup } from './closing.ts';
import { dueGroups } from './group-list.ts';

export const handler = scheduleHandler((run) =>
  sweep(
    (from) => dueGroups(run.now, from),
    (groupId) =>
      closeGroup(groupId, run).catch((error: unknown) =>
        log.error('group not ended', { error: error as Error, groupId }),
      ),
    run,
  ),
);
