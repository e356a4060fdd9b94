/** GET /v1/me/draws: the caller's draws, the newest first, with the codes of what was won. */
import { readCursor, writeCursor } from '../../shared/platform/cursor.ts';
import { httpHandler } from '../../shared/platform/http.ts';
import { type Draw, shownDraw } from './domain/present.ts';
import { prizeCode } from './prize-code.ts';
import { listMyDraws as route } from './routes.ts';
import { listDraws } from './store.ts';

async function own(draw: Draw) {
  return { ...shownDraw(draw), ...(draw.prizeId ? { code: await prizeCode(draw.drawId) } : {}) };
}

export const handler = httpHandler(route, async ({ query: { limit, cursor }, caller }) => {
  const list = `draws of ${caller.id}`;
  const { draws, lastKey } = await listDraws({ customerId: caller.id }, limit, await readCursor(list, cursor));
  return {
    status: 200,
    body: { items: await Promise.all(draws.map(own)), nextCursor: await writeCursor(list, lastKey) },
  };
});
