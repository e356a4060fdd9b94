/** GET /v1/me/referrals: whom the caller brought, the newest first, and what came of it. */
import { readCursor, writeCursor } from '../../shared/platform/cursor.ts';
import { httpHandler } from '../../shared/platform/http.ts';
import { shownReferral } from './domain/referral.ts';
import { listReferrals as route } from './routes.ts';
import { listReferrals } from './store.ts';

export const handler = httpHandler(route, async ({ query: { limit, cursor }, caller }) => {
  const list = `referrals by ${caller.id}`;
  const { referrals, lastKey } = await listReferrals(caller.id, limit, await readCursor(list, cursor));
  return {
    status: 200,
    body: { items: referrals.map(shownReferral), nextCursor: await writeCursor(list, lastKey) },
  };
});
