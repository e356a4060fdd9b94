/** POST /v1/admin/journal/closes/{date}: closes a day again, now. Promise: changes nothing but the day's close. */
import { DomainError } from '../../shared/kernel/errors.ts';
import { localDate } from '../../shared/kernel/time.ts';
import { shop } from '../../shared/platform/env.ts';
import { httpHandler } from '../../shared/platform/http.ts';
import { close, closeReply } from './closing.ts';
import { closeDay as route } from './routes.ts';

export const handler = httpHandler(route, async ({ params: { date } }, run) => {
  if (date > localDate(run.now, shop.timeZone)) {
    throw new DomainError('conflict', 'journal.day-not-begun', 'That day has not begun.');
  }
  return closeReply(await close(date, run));
});
