/** GET /v1/admin/compliance/evidence: what is kept of a promotion's lawfulness, the oldest first. */
import { readCursor, writeCursor } from '../../shared/platform/cursor.ts';
import { httpHandler } from '../../shared/platform/http.ts';
import { listEvidence as read } from './evidence-store.ts';
import { listEvidence as route } from './routes.ts';

export const handler = httpHandler(route, async ({ query: { promotionId, limit, cursor } }) => {
  const list = `evidence of ${promotionId}`;
  const { items, lastKey } = await read(promotionId, limit, await readCursor(list, cursor));
  return { status: 200, body: { items, nextCursor: await writeCursor(list, lastKey) } };
});
