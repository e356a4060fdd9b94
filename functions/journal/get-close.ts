/** GET /v1/admin/journal/closes/{date}: a day as it was closed last, with its differences. */
import { DomainError } from '../../shared/kernel/errors.ts';
import { httpHandler } from '../../shared/platform/http.ts';
import { closeReply } from './closing.ts';
import { getClose as route } from './routes.ts';
import { findClose } from './store.ts';

export const handler = httpHandler(route, async ({ params: { date } }) => {
  const close = await findClose(date);
  if (!close) throw new DomainError('not-found', 'journal.not-closed', 'That day was not closed yet.');
  return closeReply(close);
});
