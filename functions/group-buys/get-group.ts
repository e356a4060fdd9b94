/** GET /v1/group-buys/{groupId}: how many more a group wants, and until when. */
import { httpHandler } from '../../shared/platform/http.ts';
import { shownGroup } from './domain/group.ts';
import { getGroup as route } from './routes.ts';
import { findGroup, unknownGroup } from './store.ts';

export const handler = httpHandler(route, async ({ params: { groupId } }) => {
  const { group } = await findGroup(groupId);
  if (!group) throw unknownGroup();
  return { status: 200, body: shownGroup(group) };
});
