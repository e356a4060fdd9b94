import * as z from 'zod';
import type { Route } from '../../../shared/platform/route.ts';
import { type Attack, PLANTED } from '../refusal.ts';
import { SAMPLE_SKU, sampleOf } from '../requests.ts';
import { type Ground, sendBytes, sendRightfully } from './ground.ts';

interface ObjectSchema {
  properties?: Record<string, object>;
  required?: string[];
  anyOf?: ObjectSchema[];
  oneOf?: ObjectSchema[];
}

type Body = Record<string, unknown>;

/** The fields of a route's body; of a body with kinds, those of the sample's kind are the first's too. */
function schemaOf(route: Route): ObjectSchema {
  const schema = z.toJSONSchema(route.body, { io: 'input', unrepresentable: 'any' }) as ObjectSchema;
  return schema.anyOf?.[0] ?? schema.oneOf?.[0] ?? schema;
}

const takesJson = (route: Route) => !route.raw && schemaOf(route).properties !== undefined;
const writes = ({ method }: Route) => method !== 'GET';

/** A value that no field of this one's type can have. */
function wrongTypesFor(value: unknown): unknown[] {
  if (Array.isArray(value)) return [{ [PLANTED]: 1 }, PLANTED, 17, true];
  if (typeof value === 'object') return [[PLANTED], PLANTED.repeat(30), 17, true];
  if (typeof value === 'string') return [[PLANTED], { a: PLANTED }, 17, true];
  return [[PLANTED], { a: PLANTED }, PLANTED];
}

const bodyAttack = (ground: Ground, route: Route, what: string, body: unknown): Attack => ({
  what: `${route.id} ${what}`,
  status: 400,
  code: 'request.invalid',
  send: () => sendRightfully(ground, route, { body: body as Body }),
});

function wrongFields(ground: Ground, route: Route): Attack[] {
  const sample: Body = sampleOf(route).body ?? {};
  const { properties = {}, required = [] } = schemaOf(route);
  const missing = Object.keys(properties).filter((field) => !(field in sample));
  if (missing.length > 0) throw new Error(`the sample of ${route.id} lacks ${missing.join(', ')}`);
  const without = (field: string) => Object.fromEntries(Object.entries(sample).filter(([name]) => name !== field));
  return [
    bodyAttack(ground, route, 'with an unknown field', { ...sample, planted: PLANTED }),
    bodyAttack(ground, route, 'with __proto__', JSON.parse(`{"__proto__":{"a":1},"constructor":{"b":2}}`)),
    ...required.map((field) => bodyAttack(ground, route, `without ${field}`, without(field))),
    ...Object.keys(sample).flatMap((field) =>
      wrongTypesFor(sample[field]).map((wrong) =>
        bodyAttack(ground, route, `${field} ${JSON.stringify(wrong).slice(0, 30)}`, { ...sample, [field]: wrong }),
      ),
    ),
    ...[[], PLANTED, 17, null].map((wrong) => bodyAttack(ground, route, `a body ${JSON.stringify(wrong)}`, wrong)),
  ];
}

/** Every field of every body unknown, missing or of another type: 400. */
export function wrongBodies(ground: Ground): Attack[] {
  const bodiless = ground.routes.filter((route) => writes(route) && !route.raw && !takesJson(route));
  return [
    ...ground.routes.filter(takesJson).flatMap((route) => wrongFields(ground, route)),
    ...bodiless.map((route) => bodyAttack(ground, route, 'a body where there is none', { planted: PLANTED })),
  ];
}

const deep = (open: string, close: string) => `${open.repeat(500)}1${close.repeat(500)}`;
const BYTES: [string, string, string | undefined][] = [
  ['not JSON', `{"a": ${PLANTED}`, 'request.malformed-json'],
  ['half a text', '{"a": "', 'request.malformed-json'],
  ['a NUL', '\u0000', 'request.malformed-json'],
  ['half a character', '{"a":"\\ud83d"}', 'request.malformed-json'],
  ['2 MB', JSON.stringify({ note: PLANTED.repeat(150_000) }), 'request.too-large'],
  ['500 deep lists', deep('[', ']'), 'request.too-deep'],
  ['500 deep objects', deep('{"a":', '}'), 'request.too-deep'],
  ['a text of quotes that never ends', `"${'\\"'.repeat(130_000)}`, 'request.malformed-json'],
  ['500 deep, never closed', '{"a":'.repeat(500), 'request.too-deep'],
];

/** Bodies that are no JSON, too large or too deep, on every route that can be sent one: 400. */
export function wrongBytes(ground: Ground): Attack[] {
  const routes = ground.routes.filter((route) => writes(route));
  const attacks = routes.flatMap((route) =>
    BYTES.map(([what, bytes, code]) => ({
      what: `${route.id} ${what}`,
      ...(route.raw ? {} : { status: 400, code }),
      send: () => sendBytes(ground, route, bytes),
    })),
  );
  const empty = routes
    .filter((route) => route.raw || !route.body.safeParse(undefined).success)
    .map((route) => ({ what: `${route.id} nothing`, send: () => sendBytes(ground, route, '') }));
  return [...attacks, ...empty];
}

/** More than the gateway takes: 413. */
export function tooLarge(ground: Ground): Attack[] {
  const body = ' '.repeat(10 * 1024 * 1024 + 1);
  const routes = ground.routes.filter(({ id }) => id === 'quoteCart' || id === 'placeOrder');
  return routes.map((route) => ({
    what: `${route.id} over 10 MB`,
    status: 413,
    code: 'request.too-large',
    send: () => sendBytes(ground, route, body),
  }));
}

const QUANTITIES = [0, -1, 1.5, 1e9, '1', null, 1e308, [1], true];

function withQuantity(body: Body, quantity: unknown): Body {
  const { lines } = body as { lines?: Body[] };
  return lines ? { ...body, lines: lines.map((line) => ({ ...line, quantity })) } : { ...body, quantity };
}

const hasQuantity = (body: Body = {}) => 'lines' in body || 'quantity' in body;

/** Every quantity of every body that is no whole number of units: 400. */
export function wrongQuantities(ground: Ground): Attack[] {
  const routes = ground.routes.filter((route) => hasQuantity(sampleOf(route).body));
  return routes.flatMap((route) =>
    QUANTITIES.map((quantity) =>
      bodyAttack(ground, route, `quantity ${quantity}`, withQuantity(sampleOf(route).body ?? {}, quantity)),
    ),
  );
}

/** SKUs that are not there, and names that every object has: the former are not found, the latter no SKUs at all. */
const NO_SKUS: [string, number][] = [
  ['NO-SUCH-SKU', 404],
  ['constructor', 400],
  ['toString', 400],
  ['__proto__', 400],
];

/** Every body that names a SKU, with one that is not there or is none: 404 or 400. */
export function unknownSkus(ground: Ground): Attack[] {
  const routes = ground.routes.filter((route) => hasQuantity(sampleOf(route).body) && !route.path.includes('{'));
  return routes.flatMap((route) =>
    NO_SKUS.map(([sku, status]) => ({
      what: `${route.id} SKU ${sku}`,
      status,
      send: () => {
        const text = JSON.stringify(sampleOf(route).body).replaceAll(SAMPLE_SKU, sku);
        return sendRightfully(ground, route, { body: JSON.parse(text) as Body });
      },
    })),
  );
}

/** Attributes of a product whose names every object has: 400. */
export function wrongAttributes(ground: Ground): Attack[] {
  const routes = ground.routes.filter(({ id }) => id === 'putProduct');
  return routes.flatMap((route) =>
    ['constructor', 'toString', 'a'.repeat(65)].map((name) =>
      bodyAttack(ground, route, `attribute ${name.slice(0, 20)}`, {
        ...sampleOf(route).body,
        attributes: { [name]: PLANTED },
      }),
    ),
  );
}
