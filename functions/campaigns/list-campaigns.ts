/** GET /v1/admin/campaigns: a page of the campaigns, by id. */
import { readCursor, writeCursor } from '../../shared/platform/cursor.ts';
import { httpHandler } from '../../shared/platform/http.ts';
import { listCampaigns as route } from './routes.ts';
import { campaignsFrom } from './store.ts';

export const handler = httpHandler(route, async ({ query: { limit, cursor } }) => {
  const { campaigns, lastKey } = await campaignsFrom(limit, await readCursor('campaigns', cursor));
  return { status: 200, body: { items: campaigns, nextCursor: await writeCursor('campaigns', lastKey) } };
});
