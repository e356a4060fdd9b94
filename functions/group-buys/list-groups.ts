/** GET /v1/group-buys: the groups of a promotion that somebody could join now, the first to end first. */
import { readCursor, writeCursor } from '../../shared/platform/cursor.ts';
import { httpHandler } from '../../shared/platform/http.ts';
import { refusalOf, shownGroup } from './domain/group.ts';
import { openGroups } from './group-list.ts';
import { listGroups as route } from './routes.ts';

export const handler = httpHandler(route, async ({ query: { promotionId, limit, cursor } }, run) => {
  const list = `groups of ${promotionId}`;
  const { groups, lastKey } = await openGroups(promotionId, run.now, { limit, from: await readCursor(list, cursor) });
  // One that its opener left again is nothing to show, though it may still be joined.
  const joinable = groups.filter((group) => group.seats > 0 && !refusalOf(group, promotionId, run.now));
  return { status: 200, body: { items: joinable.map(shownGroup), nextCursor: await writeCursor(list, lastKey) } };
});
