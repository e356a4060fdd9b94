import { ROLES, type Role, type Route } from '../../../shared/platform/route.ts';
import type { Person } from '../buyer.ts';
import type { TestPlatform, TestReply } from '../platform.ts';
import { type Sample, sampleOf } from '../requests.ts';
import { addressOf, allRoutes, everyRole, type People, rightfulCaller } from '../route-calls.ts';

/** What every attack is made of: a running platform, its routes, and somebody of each role. */
export interface Ground {
  platform: TestPlatform;
  routes: Route[];
  people: People;
  /** The Authorization header of somebody of each role. */
  authorization: Record<string, string>;
}

async function authorizationOf(platform: TestPlatform, role: Role): Promise<[string, string]> {
  const { body } = await platform.send('POST', '/v1/sessions/dev', { roles: [role], customerId: `the-${role}` });
  return [role, `Bearer ${(body as { accessToken: string }).accessToken}`];
}

/** The ground of a running platform. */
export async function openGround(platform: TestPlatform): Promise<Ground> {
  const [routes, people] = await Promise.all([allRoutes(), everyRole(platform)]);
  const headers = await Promise.all(ROLES.map((role) => authorizationOf(platform, role)));
  return { platform, routes, people, authorization: Object.fromEntries(headers) };
}

/** Routes that only callers with a role may use. */
export function guarded({ routes }: Ground): Route[] {
  return routes.filter(({ access }) => typeof access !== 'string');
}

/** Sends the route's sample with some parts of it changed, as somebody who may. */
export function sendAs(
  person: Pick<Person, 'send'>,
  route: Route,
  change: Sample & { headers?: Record<string, string> } = {},
): Promise<TestReply> {
  const { headers, ...parts } = change;
  const sample = { ...sampleOf(route), ...parts };
  return person.send(route.method, addressOf(route, sample), sample.body, {
    'idempotency-key': 'hostile',
    'x-correlation-id': `hostile:${route.id}`,
    ...headers,
  });
}

/** As `sendAs`, by somebody whom the route is for. */
export function sendRightfully(
  { people }: Ground,
  route: Route,
  change: Sample & { headers?: Record<string, string> } = {},
): Promise<TestReply> {
  return sendAs(rightfulCaller(route, people), route, change);
}

/** Sends bytes as they are for a body, by somebody whom the route is for. */
export async function sendBytes(ground: Ground, route: Route, bytes: string): Promise<TestReply> {
  const [role = ''] = typeof route.access === 'string' ? [] : route.access;
  const authorization = ground.authorization[role];
  const reply = await fetch(`${ground.platform.url}${addressOf(route, sampleOf(route))}`, {
    method: route.method,
    headers: {
      'content-type': 'application/json',
      'idempotency-key': 'hostile',
      ...(authorization && { authorization }),
    },
    body: bytes,
  });
  const text = await reply.text();
  const isJson = (reply.headers.get('content-type') ?? '').includes('json');
  return { status: reply.status, headers: reply.headers, body: isJson && text !== '' ? JSON.parse(text) : text };
}
