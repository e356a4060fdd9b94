/** GET /v1/admin/price-guards: the rules that every new price is held to. */
import { httpHandler } from '../../shared/platform/http.ts';
import { findGuards } from './guard-store.ts';
import { getPriceGuards as route } from './rule-routes.ts';

export const handler = httpHandler(route, async () => {
  const { guards, version } = await findGuards();
  return { status: 200, body: { ...guards, version } };
});
