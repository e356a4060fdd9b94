/**
 * Every minute: looks for goods that were held for a buyer in line and never made an order, and gives them back. Promise: no
 * such hold outlives its time by more than a minute; one that cannot be given back keeps no other waiting.
 */
import { log } from '../../shared/platform/log.ts';
import { scheduleHandler } from '../../shared/platform/schedule.ts';
import { overdue } from './admission-store.ts';
import { endAdmission } from './hot-order.ts';

const BATCH = 50;

export const handler = scheduleHandler(async (run) => {
  for (const pk of await overdue(run.now, BATCH)) {
    await endAdmission(pk, run.causationId).catch((error: Error) => log.error('admission not ended', error));
  }
});
