import { SignJWT, UnsecuredJWT } from 'jose';
import { ROLES, type Role, type Route } from '../../../shared/platform/route.ts';
import { buy, offer, signIn } from '../buyer.ts';
import type { Attack } from '../refusal.ts';
import { type Ground, guarded, sendAs } from './ground.ts';

const claims = { iss: 'oneshelf', aud: 'oneshelf-api', sub: 'somebody', roles: ['customer', 'staff', 'admin'] };
const seconds = () => Math.floor(Date.now() / 1000);

function sign(key: Uint8Array, more: object = {}, { alg = 'HS256', endsIn = 3_600 } = {}): Promise<string> {
  return new SignJWT({ ...claims, ...more })
    .setProtectedHeader({ alg })
    .setIssuedAt(seconds() - 7_200)
    .setExpirationTime(seconds() + endsIn)
    .sign(key);
}

async function badTokens({ platform }: Ground): Promise<[string, string, string][]> {
  const key = new TextEncoder().encode(platform.core.state.read('secret', 'local-session-key'));
  const bad = 'identity.bad-token';
  return [
    ['an expired token', await sign(key, {}, { endsIn: -1 }), 'identity.token-expired'],
    ['another key', await sign(new Uint8Array(64).fill(7)), bad],
    ['another algorithm', await sign(key, {}, { alg: 'HS512' }), bad],
    ['no algorithm', new UnsecuredJWT(claims).setExpirationTime('1h').encode(), bad],
    ['another audience', await sign(key, { aud: 'elsewhere' }), bad],
    ['another issuer', await sign(key, { iss: 'elsewhere' }), bad],
    ['no roles', await sign(key, { roles: undefined }), bad],
    ['garbage', 'a.b.c', bad],
  ];
}

/** Guarded routes without a token, or with a header that is none: 401. */
export function anonymousCalls(ground: Ground): Attack[] {
  const headers = [undefined, 'Basic dTpw', 'Bearer', 'bearer  x', 'Bearer a.b'];
  return guarded(ground).flatMap((route) =>
    headers.map((authorization) => ({
      what: `${route.id} with ${authorization ?? 'no token'}`,
      status: 401,
      send: () => sendAs(ground.platform, route, { headers: authorization ? { authorization } : {} }),
    })),
  );
}

/** Every route that looks at the token, with tokens that are not good: 401. */
export async function badTokenCalls(ground: Ground): Promise<Attack[]> {
  const tokens = await badTokens(ground);
  const looking = ground.routes.filter(({ access }) => access !== 'public');
  return looking.flatMap((route) =>
    tokens.map(([what, token, code]) => ({
      what: `${route.id} with ${what}`,
      status: 401,
      code,
      send: () => sendAs(ground.platform, route, { headers: { authorization: `Bearer ${token}` } }),
    })),
  );
}

function mayCall({ access }: Route, role: Role): boolean {
  const allowed = access as readonly string[];
  return allowed.includes(role) || (role === 'admin' && allowed.includes('staff'));
}

/** Every guarded route by every role that it is not for: 403. */
export function wrongRoleCalls(ground: Ground): Attack[] {
  return guarded(ground).flatMap((route) =>
    ROLES.filter((role) => !mayCall(route, role)).map((role) => ({
      what: `${route.id} as ${role}`,
      status: 403,
      code: 'identity.forbidden',
      send: () => sendAs(ground.people[role], route),
    })),
  );
}

/** Every route of an order by a customer whose order it is not: 404. */
export async function strangersCalls(ground: Ground): Promise<Attack[]> {
  const { platform, people } = ground;
  await offer(people.staff, 'OWNED', { stock: 5 });
  const orderId = await buy(people.customer, ['OWNED']);
  const stranger = await signIn(platform, ['customer'], 'stranger');
  const owned = guarded(ground).filter(({ path, access }) => path.includes('{orderId}') && access.includes('customer'));
  return owned.map((route) => ({
    what: `${route.id} by a stranger`,
    status: 404,
    code: 'orders.unknown-order',
    send: () => sendAs(stranger, route, { params: { orderId } }),
  }));
}
