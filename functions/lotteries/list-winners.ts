/** GET /v1/lotteries/{promotionId}/winners: who won prizes so dear that their winners are to be published. */
import { readCursor, writeCursor } from '../../shared/platform/cursor.ts';
import { httpHandler } from '../../shared/platform/http.ts';
import { listWinners as route } from './routes.ts';
import { listWinners } from './winner-store.ts';

export const handler = httpHandler(route, async ({ params: { promotionId }, query: { limit, cursor } }) => {
  const list = `winners of ${promotionId}`;
  const { winners, lastKey } = await listWinners(promotionId, limit, await readCursor(list, cursor));
  return { status: 200, body: { items: winners, nextCursor: await writeCursor(list, lastKey) } };
});
