import { createHash } from 'node:crypto';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type * as z from 'zod';
import { DomainError } from '../kernel/errors.ts';
import { invalidInput } from './problem.ts';
import type { Route } from './route.ts';

/** Largest request body we read, in bytes. */
export const MAX_BODY_BYTES = 256 * 1024;

const MAX_DEPTH = 32;
/** Visible characters, without the quotes that may stand around them. */
const KEY_FORM = /^[\x21\x23-\x7e]{1,255}$/;

/** The parsed parts of a request. */
export interface Input<R extends Route> {
  params: z.output<R['params']>;
  query: z.output<R['query']>;
  body: z.output<R['body']>;
  /** The body's bytes as they came, for signatures. */
  raw: Buffer;
}

/** A string, or a bracket outside of one. What opens and never closes is taken to its end in one step, or it costs minutes. */
const TOKENS = /"(?:[^"\\]|\\.)*"?|[{}[\]]/gs;
const STEP: Record<string, number> = { '{': 1, '[': 1, '}': -1, ']': -1 };

/** Rejects nesting that no contract of ours has, before a parser spends time on it. */
function refuseDepth(text: string): void {
  let depth = 0;
  for (const [token] of text.matchAll(TOKENS)) {
    depth += STEP[token] ?? 0;
    if (depth > MAX_DEPTH) throw new DomainError('invalid', 'request.too-deep', 'The body is nested too deeply.');
  }
}

/** JSON can spell half a character (`\ud800` alone), which no table keeps. */
const MAYBE_HALF = /\\u[dD][89a-fA-F]/;

function refuseHalf(key: string, value: unknown): unknown {
  const isWhole = key.isWellFormed() && (typeof value !== 'string' || value.isWellFormed());
  if (!isWhole) throw new SyntaxError('half a character');
  return value;
}

function parseJson(raw: Buffer): unknown {
  if (raw.length === 0) return undefined;
  const text = raw.toString('utf8');
  refuseDepth(text);
  try {
    return JSON.parse(text, MAYBE_HALF.test(text) ? refuseHalf : undefined);
  } catch {
    throw new DomainError('invalid', 'request.malformed-json', 'The body is not valid JSON.');
  }
}

function parsed<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const result = schema.safeParse(value);
  if (!result.success) throw invalidInput(result.error);
  return result.data;
}

/** The body as its route takes it: many clients send `{}` where there is nothing to say, which is as good as no body. */
function bodyOf(route: Route, raw: Buffer): unknown {
  const body = parseJson(raw);
  const isObject = body !== null && typeof body === 'object' && !Array.isArray(body);
  const isEmpty = isObject && Object.keys(body).length === 0;
  return isEmpty && route.body.safeParse(undefined).success ? undefined : body;
}

/** Reads and validates everything of a request that its route declares. Throws `invalid` refusals only. */
export function readInput<R extends Route>(route: R, event: APIGatewayProxyEventV2): Input<R> {
  const raw = Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8');
  if (raw.length > MAX_BODY_BYTES)
    throw new DomainError('invalid', 'request.too-large', 'The body is larger than 256 KiB.');
  return {
    params: parsed(route.params, event.pathParameters ?? {}),
    query: parsed(route.query, event.queryStringParameters ?? {}),
    body: route.raw ? undefined : parsed(route.body, bodyOf(route, raw)),
    raw,
  } as Input<R>;
}

/** One command as its sender named it: who, which route, which key, and a digest of what was asked. */
export interface CommandKey {
  scope: string;
  key: string;
  digest: string;
}

function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, entry]) => [key, canonical(entry)]),
  );
}

/** Reads the Idempotency-Key (bare or quoted). Throws `idempotency.key-required` or `idempotency.key-malformed`. */
export function readCommandKey(
  route: Route,
  header: string | undefined,
  caller: string,
  input: Input<Route>,
): CommandKey {
  if (!header) throw new DomainError('invalid', 'idempotency.key-required', 'Send an Idempotency-Key header.');
  const key = /^"(.*)"$/.exec(header)?.[1] ?? header;
  if (!KEY_FORM.test(key))
    throw new DomainError('invalid', 'idempotency.key-malformed', 'The key has 1 to 255 visible characters.');
  const asked = JSON.stringify(canonical({ params: input.params, query: input.query, body: input.body }));
  return { scope: `${caller}#${route.id}`, key, digest: createHash('sha256').update(asked).digest('base64url') };
}
