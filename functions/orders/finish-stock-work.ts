/**
 * Every minute: carries out stock moves of large orders that are due. Promise: each part is done once; a checkout that
 * died between its first held part and its commit gives its stock back.
 */
import { log } from '../../shared/platform/log.ts';
import { scheduleHandler } from '../../shared/platform/schedule.ts';
import { finishWork } from './stock-work.ts';
import { dueWork, findWork } from './stock-work-store.ts';

const BATCH = 100;

export const handler = scheduleHandler(async (run) => {
  for (const { orderId, workId } of await dueWork(run.now, BATCH)) {
    try {
      const work = await findWork(orderId, workId);
      if (work) await finishWork(work, run);
    } catch (error) {
      log.error('stock work not done', { error: error as Error, orderId, workId });
    }
  }
});
