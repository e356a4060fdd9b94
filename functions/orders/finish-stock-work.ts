/**
 * Every minute: carries out stock moves of large orders that are due. Promise: each part is done once; a checkout that
 * died between its first held part and its commit gives its stock back;
 * what cannot be done keeps no other waiting.
 */
import { log } from '../../shared/platform/log.ts';
import { scheduleHandler } from '../../shared/platform/schedule.ts';
import { sweep } from '../../shared/platform/sweep.ts';
import { finishWork } from './stock-work.ts';
import { dueWork, findWork } from './stock-work-store.ts';

export const handler = scheduleHandler((run) =>
  sweep(
    (from) => dueWork(run.now, from),
    async ({ orderId, workId }) => {
      try {
        const work = await findWork(orderId, workId);
        if (work) await finishWork(work, run);
      } catch (error) {
        log.error('stock work not done', { error: error as Error, orderId, workId });
      }
    },
    run,
  ),
);
