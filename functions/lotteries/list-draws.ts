/** GET /v1/admin/lotteries/{promotionId}/draws: every draw of a lottery in order, as the log keeps it. */
import { readCursor, writeCursor } from '../../shared/platform/cursor.ts';
import { httpHandler } from '../../shared/platform/http.ts';
import { shownDraw } from './domain/present.ts';
import { listDraws as route } from './routes.ts';
import { listDraws } from './store.ts';

export const handler = httpHandler(route, async ({ params: { promotionId }, query: { limit, cursor } }) => {
  const list = `draws for ${promotionId}`;
  const { draws, lastKey } = await listDraws({ promotionId }, limit, await readCursor(list, cursor));
  const items = draws.map((draw) => ({ ...shownDraw(draw), customerId: draw.customerId }));
  return { status: 200, body: { items, nextCursor: await writeCursor(list, lastKey) } };
});
