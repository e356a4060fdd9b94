/** GET /v1/admin/price-rules: a page of the rules that propose prices. */
import { readCursor, writeCursor } from '../../shared/platform/cursor.ts';
import { httpHandler } from '../../shared/platform/http.ts';
import { listPriceRules as route } from './rule-routes.ts';
import { rulesFrom } from './rule-store.ts';

export const handler = httpHandler(route, async ({ query: { limit, cursor } }) => {
  const { rules, lastKey } = await rulesFrom(limit, await readCursor('price-rules', cursor));
  return { status: 200, body: { items: rules, nextCursor: await writeCursor('price-rules', lastKey) } };
});
