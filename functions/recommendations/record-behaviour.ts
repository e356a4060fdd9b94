/** POST /v1/behaviour: keeps what visitors did; an event told twice is kept once. */
import { httpHandler } from '../../shared/platform/http.ts';
import { keepBehaviour } from './behaviour.ts';
import { recordBehaviour as route } from './routes.ts';

export const handler = httpHandler(route, async ({ body: { events }, caller }, run) => {
  const customerId = caller.roles.length > 0 ? caller.id : undefined;
  await keepBehaviour(
    events.map((event) => ({ ...event, ...(customerId ? { customerId } : {}) })),
    run.now,
  );
  return { status: 202, body: { accepted: events.length } };
});
