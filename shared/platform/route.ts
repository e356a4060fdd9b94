import * as z from 'zod';

/** The roles a caller can have. `admin` may do whatever `staff` may. */
export const ROLES = ['customer', 'staff', 'admin', 'partner'] as const;

/** One role. */
export type Role = (typeof ROLES)[number];

/** Who may call a route: anyone; anyone, and the caller is known when signed in; or callers with one of the roles. */
export type Access = 'public' | 'optional' | readonly Role[];

type Shape = z.ZodType;

/** The contract of one HTTP route: what a context's `routes.ts` lists and everything else is generated from. */
export interface Route<Params extends Shape = Shape, Query extends Shape = Shape, Body extends Shape = Shape> {
  /** Unique, camel case; the operation id in OpenAPI and the method name in the SDK. */
  id: string;
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** With `{param}` segments. */
  path: string;
  access: Access;
  summary: string;
  params: Params;
  query: Query;
  body: Body;
  /** Requires an Idempotency-Key header; `optional`: does what it asks for once when one is sent. */
  idempotent: boolean | 'optional';
  /** Takes the body as raw bytes (webhooks): it is not parsed before the function sees it. */
  raw: boolean;
  /** Schema of each success reply by status. */
  replies: Record<number, Shape>;
  /** Codes of the refusals a caller should be ready for, besides the general ones. */
  errors: readonly string[];
  /** The only stages on which the route exists; all of them when absent. */
  stages?: readonly string[];
}

const nothing = z.strictObject({});

type Defaults = { params: typeof nothing; query: typeof nothing; body: z.ZodUndefined };

type Definition<P extends Shape, Q extends Shape, B extends Shape> = Pick<
  Route<P, Q, B>,
  'id' | 'method' | 'path' | 'access' | 'summary' | 'replies'
> &
  Partial<Omit<Route<P, Q, B>, 'id' | 'method' | 'path' | 'access' | 'summary' | 'replies'>>;

/** Defines a route; what is left out means: no parameters, no query, no body, no key, every stage. */
export function defineRoute<
  P extends Shape = Defaults['params'],
  Q extends Shape = Defaults['query'],
  B extends Shape = Defaults['body'],
>(definition: Definition<P, Q, B>): Route<P, Q, B> {
  return {
    idempotent: false,
    raw: false,
    errors: [],
    params: nothing as unknown as P,
    query: nothing as unknown as Q,
    body: z.undefined() as unknown as B,
    ...definition,
  };
}

/** A positive whole number of units of one line of an order. */
export const quantitySchema = z.int().min(1).max(10_000);

/** False for what every JavaScript object has a member of (`constructor`): a map with such a key cannot be stored. */
export function canBeKey(name: string): boolean {
  return !(name in {});
}

/** A SKU as the shop writes it. */
export const skuSchema = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._ /-]{0,63}$/)
  .refine(canBeKey);

/** An id made by us or by an importer. */
export const idSchema = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._:-]{0,99}$/);

/** An instant of ISO 8601 with zone; stored as UTC. */
export const instantSchema = z.iso.datetime({ offset: true }).transform((text) => new Date(text).toISOString());

/** An integer of minor units, not negative. */
export const amountSchema = z.int().min(0).max(1_000_000_000_000);

/** Money: integer minor units with a currency. */
export const moneySchema = z.strictObject({ amount: amountSchema, currency: z.string().regex(/^[A-Z]{3}$/) });

/** A text in Chinese, English or both. */
export const localisedSchema = z
  .strictObject({ zh: z.string().min(1).max(200).optional(), en: z.string().min(1).max(200).optional() })
  .refine((name) => name.zh !== undefined || name.en !== undefined, { error: 'one language at least' });

/** The query of every list: `limit` (default 20, at most 100) and an opaque `cursor`. */
export const pageQuery = {
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z.string().min(1).max(2_000).optional(),
};

/** The reply of every list. */
export function pageOf<Item extends Shape>(item: Item) {
  return z.strictObject({ items: z.array(item), nextCursor: z.string().optional() });
}
