/** GET /v1/admin/sourcing: how locations are chosen for an order. */
import { httpHandler } from '../../shared/platform/http.ts';
import { getSourcing as route } from './sourcing-routes.ts';
import { storedRules } from './sourcing-store.ts';

export const handler = httpHandler(route, async () => {
  const { places, ...body } = await storedRules();
  return { status: 200, body };
});
