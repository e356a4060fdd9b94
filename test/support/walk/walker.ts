import type { Route } from '../../../shared/platform/route.ts';
import type { Person } from '../buyer.ts';
import type { TestPlatform } from '../platform.ts';
import type { Sample } from '../requests.ts';
import { addressOf, allRoutes, everyRole, type People, rightfulCaller } from '../route-calls.ts';

/** How one step of a walk calls its route. */
export interface Call extends Sample {
  /** Somebody whom the route is for, unless given. */
  as?: Pick<Person, 'send'>;
  headers?: Record<string, string>;
}

/** What the ids of a walk's replies are read by. */
type Ids = { promotionId: string; trackingNumber: string };

/** Walks through the routes of a platform and holds every success to the route's own strict schema. */
export interface Walker {
  platform: TestPlatform;
  people: People;
  /** Calls the route with this id; answers the body. What is not as its contract says becomes a complaint. */
  call<Body = Ids>(id: string, call?: Call): Promise<Body>;
  /** The `<route id> <status>` that were answered as their contract says. */
  answered: Set<string>;
  complaints: string[];
  routes: Route[];
}

let keys = 0;

async function send({ people, platform }: Walker, route: Route, call: Call) {
  keys += 1;
  const person = call.as ?? (typeof route.access === 'string' ? platform : rightfulCaller(route, people));
  const headers = { ...(route.idempotent ? { 'idempotency-key': `walk-${keys}` } : {}), ...call.headers };
  return person.send(route.method, addressOf(route, call), call.body, headers);
}

/** Opens a walk on a running platform. */
export async function openWalk(platform: TestPlatform): Promise<Walker> {
  const [routes, people] = await Promise.all([allRoutes(), everyRole(platform)]);
  const walker: Walker = {
    platform,
    people,
    routes,
    answered: new Set(),
    complaints: [],
    async call<Body>(id: string, call: Call = {}) {
      const route = routes.find((each) => each.id === id);
      if (!route) throw new Error(`there is no route ${id}`);
      const { status, body } = await send(walker, route, call);
      const parsed = route.replies[status]?.safeParse(body);
      if (parsed?.success) walker.answered.add(`${id} ${status}`);
      else walker.complaints.push(`${id} ${status}: ${parsed?.error.message ?? JSON.stringify(body)}`);
      return body as Body;
    },
  };
  return walker;
}
