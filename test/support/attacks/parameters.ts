import type { Route } from '../../../shared/platform/route.ts';
import { type Attack, PLANTED } from '../refusal.ts';
import { sampleOf } from '../requests.ts';
import { addressOf, paramNames, rightfulCaller } from '../route-calls.ts';
import { type Ground, sendRightfully } from './ground.ts';

const GARBAGE = [
  '%00',
  '%ZZ',
  '%C3%28',
  '..%2F..%2Fetc',
  `'%20OR%201=1--${PLANTED}`,
  '%F0%9F%92%A9',
  `%24%7Bjndi:${PLANTED}%7D`,
  'a'.repeat(2_000),
  '-',
  '%20',
];

/** Every path parameter of every route as garbage: 4xx. */
export function wrongParams(ground: Ground): Attack[] {
  return ground.routes.flatMap((route) =>
    paramNames(route).flatMap((name) =>
      GARBAGE.map((garbage) => {
        const sample = sampleOf(route);
        const address = addressOf(route, { ...sample, params: { ...sample.params, [name]: garbage } }, true);
        return {
          what: `${route.id} ${name} ${garbage.slice(0, 20)}`,
          send: () =>
            rightfulCaller(route, ground.people).send(route.method, address, sample.body, { 'idempotency-key': 'h' }),
        };
      }),
    ),
  );
}

const queryOf = (route: Route) => sampleOf(route).query ?? {};

const queryAttack = (ground: Ground, route: Route, name: string, value: string): Attack => ({
  what: `${route.id} ?${name}=${value.slice(0, 30)}`,
  status: 400,
  send: () => sendRightfully(ground, route, { query: { ...queryOf(route), [name]: value } }),
});

/** Unknown query parameters, and every known one as garbage: 400. */
export function wrongQueries(ground: Ground): Attack[] {
  const routes = ground.routes.filter(({ raw }) => !raw);
  const unknown = routes.map((route) => queryAttack(ground, route, 'planted', PLANTED));
  const limits = routes
    .filter((route) => 'limit' in queryOf(route))
    .flatMap((route) =>
      ['0', '101', 'abc', '-1', '1.5', '', '1e9', 'NaN', '5,6'].map((limit) =>
        queryAttack(ground, route, 'limit', limit),
      ),
    );
  const enums = routes.flatMap((route) =>
    ['channel', 'status', 'placement', 'personalised', 'from', 'to']
      .filter((name) => name in queryOf(route))
      .map((name) => queryAttack(ground, route, name, PLANTED)),
  );
  return [...unknown, ...limits, ...enums];
}

const isList = (route: Route) => 'limit' in queryOf(route) && route.id !== 'recommend';

/** A cursor of promotions, which no other list may take. */
async function foreignCursor(ground: Ground): Promise<string> {
  const create = ground.routes.find(({ id }) => id === 'createPromotion');
  const list = ground.routes.find(({ id }) => id === 'listPromotions');
  if (!create || !list) throw new Error('there are no promotions to list');
  for (const name of ['one', 'two']) {
    await sendRightfully(ground, create, { body: { ...sampleOf(create).body, name } });
  }
  const { body } = await sendRightfully(ground, list, { query: { limit: '1' } });
  const { nextCursor } = body as { nextCursor?: string };
  if (!nextCursor) throw new Error('two promotions made no second page');
  return nextCursor;
}

/** Every list with cursors that are not its own: 400. */
export async function wrongCursors(ground: Ground): Promise<Attack[]> {
  const foreign = await foreignCursor(ground);
  const [payload = '', signature = ''] = foreign.split('.');
  const forged = Buffer.from(JSON.stringify({ pk: 'ORDER#1', sk: 'ORDER' })).toString('base64url');
  const cursors = [PLANTED, 'a.b', '.', payload, `${forged}.${signature}`, `${foreign}.x`, 'x'.repeat(2_001)];
  return ground.routes.filter(isList).flatMap((route) => {
    const own = route.id === 'listPromotions';
    const bad = own ? cursors.filter((cursor) => cursor !== `${foreign}.x`) : [...cursors, foreign];
    return bad.map((cursor) => queryAttack(ground, route, 'cursor', cursor));
  });
}

const KEYS: [string, string | undefined, string][] = [
  ['no key', undefined, 'idempotency.key-required'],
  ['an empty key', '', 'idempotency.key-required'],
  ['an empty quoted key', '""', 'idempotency.key-malformed'],
  ['a key of 256', 'k'.repeat(256), 'idempotency.key-malformed'],
  ['a tab', 'a\tb', 'idempotency.key-malformed'],
  ['a space', 'a b', 'idempotency.key-malformed'],
  ['other letters', 'cl\u00e9', 'idempotency.key-malformed'],
];

/** Every command without a key where it needs one, or with one that is none: 400. */
export function wrongKeys(ground: Ground): Attack[] {
  return ground.routes
    .filter(({ idempotent }) => idempotent)
    .flatMap((route) =>
      KEYS.filter(([, key]) => key !== undefined || route.idempotent === true).map(([what, key, code]) => ({
        what: `${route.id} with ${what}`,
        status: 400,
        code,
        send: () => {
          const sample = sampleOf(route);
          const headers: Record<string, string> = key === undefined ? {} : { 'idempotency-key': key };
          const person = rightfulCaller(route, ground.people);
          return person.send(route.method, addressOf(route, sample), sample.body, headers);
        },
      })),
    );
}
