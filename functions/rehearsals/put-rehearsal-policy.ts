/** PUT /v1/admin/rehearsal-policy: says what is asked of a promotion before it may go live; from the next publish on. */
import { httpHandler } from '../../shared/platform/http.ts';
import { commit } from '../../shared/platform/transaction.ts';
import { putPolicy } from './policy-store.ts';
import { putRehearsalPolicy as route } from './routes.ts';

export const handler = httpHandler(route, async ({ body }) => {
  await commit([putPolicy(body)]);
  return { status: 200, body };
});
