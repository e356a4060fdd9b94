/**
 * Every minute: looks for goods that were held for a buyer in line and never made an order. Promise: no such hold outlives
 * its time by more than a minute and the queue's own delay; `place-admissions` gives it back.
 */
import { scheduleHandler } from '../../shared/platform/schedule.ts';
import { overdue } from './admission-store.ts';
import { finishAdmission } from './hot-order.ts';

const BATCH = 50;

export const handler = scheduleHandler(async (run) => {
  for (const pk of await overdue(run.now, BATCH)) await finishAdmission(pk, run.causationId);
});
