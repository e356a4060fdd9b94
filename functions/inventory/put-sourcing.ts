/** PUT /v1/admin/sourcing: lays down how locations are chosen for an order, for orders from now on. */
import { httpHandler } from '../../shared/platform/http.ts';
import { commit } from '../../shared/platform/transaction.ts';
import { putSourcing as route } from './sourcing-routes.ts';
import { putRules } from './sourcing-store.ts';

export const handler = httpHandler(route, async ({ body }) => {
  await commit([putRules(body)]);
  return { status: 200, body };
});
