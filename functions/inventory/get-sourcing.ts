/** GET /v1/admin/sourcing: how locations are chosen for an order. */
import { httpHandler } from '../../shared/platform/http.ts';
import { storedRules } from './sourcing-store.ts';
import { getSourcing as route } from './stock-routes.ts';

export const handler = httpHandler(route, async () => {
  const { places, ...body } = await storedRules();
  return { status: 200, body };
});
