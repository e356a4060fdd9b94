/**
 * Every night: closes yesterday, and of the week before each day that was not closed or had differences. Promise: a night
 * that was missed is made up for by the next; closing a day again changes nothing but what was put right
 * meanwhile. A day that cannot be closed keeps no other from it.
 */
import { dayAfter, localDate } from '../../shared/kernel/time.ts';
import { shop } from '../../shared/platform/env.ts';
import { scheduleHandler } from '../../shared/platform/schedule.ts';
import { close } from './closing.ts';
import { findClose } from './store.ts';

const DAYS_BACK = [-7, -6, -5, -4, -3, -2];

export const handler = scheduleHandler(async (run) => {
  const today = localDate(run.now, shop.timeZone);
  const before = DAYS_BACK.map((days) => dayAfter(today, days));
  const closes = await Promise.all(before.map(findClose));
  const open = before.filter((_, at) => closes[at]?.close.differences !== 0);
  let failure: unknown;
  for (const date of [...open, dayAfter(today, -1)]) {
    await close(date, run).catch((error) => {
      failure = error;
    });
  }
  if (failure) throw failure;
});
