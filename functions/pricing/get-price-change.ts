/** GET /v1/admin/price-changes/{changeId}: one change; without prices that are not for the reader to know yet. */
import { httpHandler } from '../../shared/platform/http.ts';
import { shownTo } from './domain/embargo.ts';
import { findGuards } from './guard-store.ts';
import { knownChange } from './known.ts';
import { getPriceChange as route } from './routes.ts';

export const handler = httpHandler(route, async ({ params: { changeId }, caller }, run) => {
  const [change, { guards }] = await Promise.all([knownChange(changeId), findGuards()]);
  return { status: 200, body: shownTo(change, caller, guards, run.now) };
});
