/**
 * Every few minutes: looks again at the promotions that have started meanwhile and are shown against a former price.
 * Promise: one that has become unlawful between its publishing and its start is stopped, and told of, once.
 */
import { isDomainError } from '../../shared/kernel/errors.ts';
import { scheduleHandler } from '../../shared/platform/schedule.ts';
import { dueStarts } from './evidence-store.ts';
import { lookAgain } from './starting.ts';

/** A run looks at so many; the next one comes soon. */
const AT_ONCE = 100;

export const handler = scheduleHandler(async (run) => {
  let failure: unknown;
  for (const start of await dueStarts(run.now, AT_ONCE)) {
    await lookAgain(start, run).catch((error) => {
      // Whoever looked at it first has done what was to be done.
      if (!isDomainError(error) || error.code !== 'compliance.start-checked') failure = error;
    });
  }
  if (failure) throw failure;
});
