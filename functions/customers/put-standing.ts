/** PUT /v1/admin/customers/{customerId}/standing: the tier and segments of a customer from now on; the history keeps the others. */
import { httpHandler } from '../../shared/platform/http.ts';
import { promote } from './domain/standing.ts';
import { putStanding as route } from './routes.ts';
import { commitStanding, standingOf } from './standing-store.ts';

export const handler = httpHandler(route, async ({ params: { customerId }, body }, run) => {
  const before = await standingOf(customerId);
  const standing = promote(before, body, run.now);
  if (standing !== before) await commitStanding(standing);
  return { status: 200, body: standing };
});
