/** POST /v1/behaviour: keeps what visitors did; an event told twice is kept once; tells of promotions that were shown. */
import { httpHandler } from '../../shared/platform/http.ts';
import { keepBehaviour } from './behaviour.ts';
import { recordBehaviour as route } from './routes.ts';
import { tellSeen } from './seen-promotions.ts';

export const handler = httpHandler(route, async ({ body: { events }, caller }, run) => {
  const customerId = caller.roles.length > 0 ? caller.id : undefined;
  await keepBehaviour(
    events.map((event) => ({ ...event, ...(customerId ? { customerId } : {}) })),
    run.now,
  );
  await tellSeen(events, run);
  return { status: 202, body: { accepted: events.length } };
});
