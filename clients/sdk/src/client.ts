import { ApiError, errorOf } from './api-error.ts';
import { type Operations, operations } from './generated.ts';
import type { AnyRequest, Operation } from './operation.ts';
import {
  type Fetch,
  fetchTransport,
  type Transport,
  type WireReply,
  type WxRequest,
  wxTransport,
} from './transport.ts';

/** A token, or where to get it for each call: nothing means that the call goes unsigned. */
type TokenSource = string | (() => string | undefined | Promise<string | undefined>);

/** How a client is made. One of `fetch` and `wxRequest` may be given; without either, the global `fetch` is taken. */
export interface ClientOptions {
  /** Where the platform listens, e.g. `http://127.0.0.1:4000`; the page's own origin when empty. */
  baseUrl: string;
  token?: TokenSource;
  /** Sent as Accept-Language: `zh`, `en`. A function is asked for every call. */
  language?: string | (() => string);
  fetch?: Fetch;
  wxRequest?: WxRequest;
  /** How often a call is sent at most, where sending again is safe; default 3. */
  attempts?: number;
  /** How long to wait for an answer before the attempt counts as lost; default 30,000. */
  timeoutMs?: number;
  /** Waits; replaced in tests. */
  wait?: (milliseconds: number) => Promise<void>;
  /** Hears of every answer: the status, and whether it is an earlier one again. */
  onReply?: (reply: ReplyNotice) => void;
}

/** What `onReply` hears. */
export interface ReplyNotice {
  operation: keyof Operations;
  status: number;
  correlationId: string | undefined;
  /** The platform had done this command before and gave its first answer again. */
  replayed: boolean;
}

/** One method for each route of the platform, named by its id. */
export type Client = Operations;

const TIMEOUT_MS = 30_000;
const FIRST_WAIT_MS = 200;
const LONGEST_WAIT_MS = 5_000;
const WORTH_ANOTHER_TRY = new Set([429, 503]);

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

const transportOf = ({ fetch, wxRequest }: ClientOptions): Transport =>
  wxRequest ? wxTransport(wxRequest) : fetchTransport(fetch ?? ((url, init) => globalThis.fetch(url, init)));

const entriesOf = (record: object = {}): [string, string][] =>
  Object.entries(record)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => [encodeURIComponent(name), encodeURIComponent(String(value))]);

// Written out because a mini-program has neither URL nor URLSearchParams.
function addressOf(baseUrl: string, { path }: Operation, { params, query }: AnyRequest): string {
  const filled = entriesOf(params).reduce((left, [name, value]) => left.replace(`{${name}}`, () => value), path);
  const search = entriesOf(query).map(([name, value]) => `${name}=${value}`);
  return `${baseUrl.replace(/\/$/, '')}${filled}${search.length > 0 ? `?${search.join('&')}` : ''}`;
}

async function headersOf(options: ClientOptions, request: AnyRequest): Promise<Record<string, string>> {
  const token = typeof options.token === 'function' ? await options.token() : options.token;
  const language = typeof options.language === 'function' ? options.language() : options.language;
  return {
    accept: 'application/json',
    ...(request.body === undefined ? {} : { 'content-type': 'application/json' }),
    ...(token ? { authorization: `Bearer ${token}` } : {}),
    ...(language ? { 'accept-language': language } : {}),
    ...(request.idempotencyKey ? { 'idempotency-key': request.idempotencyKey } : {}),
    ...(request.correlationId ? { 'x-correlation-id': request.correlationId } : {}),
    ...request.headers,
  };
}

const bodyOf = ({ raw }: Operation, { body }: AnyRequest): { body?: string } =>
  body === undefined ? {} : { body: raw ? String(body) : JSON.stringify(body) };

const unreachable = (cause: unknown): ApiError =>
  cause instanceof ApiError
    ? cause
    : new ApiError({
        status: 0,
        code: 'sdk.unreachable',
        detail: cause instanceof Error ? cause.message : String(cause),
      });

/** How long to wait before the next attempt: what the platform asks for, else twice as long each time, with jitter. */
function waitBefore(attempt: number, reply: WireReply | undefined): number {
  const asked = Number(reply?.headers['retry-after']) * 1000;
  if (asked >= 0) return Math.min(asked, LONGEST_WAIT_MS);
  return Math.min(FIRST_WAIT_MS * 2 ** attempt, LONGEST_WAIT_MS) * (0.5 + Math.random() / 2);
}

/** Sends until there is an answer that is not "later", or no attempt is left. A lost POST may have worked: only a key makes it safe. */
async function sendPatiently(attempts: number, send: () => Promise<WireReply>, wait: typeof pause): Promise<WireReply> {
  for (let attempt = 0; ; attempt += 1) {
    const isLast = attempt + 1 >= attempts;
    const reply = await send().catch((cause: unknown) => {
      const error = unreachable(cause);
      if (isLast || error.code !== 'sdk.unreachable') throw error;
      return undefined;
    });
    if (reply && (isLast || !WORTH_ANOTHER_TRY.has(reply.status))) return reply;
    await wait(waitBefore(attempt, reply));
  }
}

function parsed(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isRepeatable({ method, idempotent }: Operation, { idempotencyKey }: AnyRequest): boolean {
  return method === 'GET' || idempotent === true || (idempotent === 'optional' && idempotencyKey !== undefined);
}

/** Makes a client. Its methods resolve to the body of a success and reject with `ApiError` for everything else. */
export function createClient(options: ClientOptions): Client {
  const send = transportOf(options);
  const call = async (id: keyof Operations, operation: Operation, request: AnyRequest = {}): Promise<unknown> => {
    const url = addressOf(options.baseUrl, operation, request);
    const headers = await headersOf(options, request);
    const { timeoutMs = TIMEOUT_MS } = options;
    const wire = { url, method: operation.method, headers, timeoutMs, ...bodyOf(operation, request) };
    const attempts = isRepeatable(operation, request) ? (options.attempts ?? 3) : 1;
    const { status, headers: said, text } = await sendPatiently(attempts, () => send(wire), options.wait ?? pause);
    const correlationId = said['x-correlation-id'];
    options.onReply?.({ operation: id, status, correlationId, replayed: said['idempotent-replayed'] === 'true' });
    if (status >= 200 && status < 300) return parsed(text);
    throw errorOf(status, parsed(text), correlationId);
  };
  const methods = Object.entries(operations).map(([id, operation]) => [
    id,
    (request?: AnyRequest) => call(id as keyof Operations, operation, request),
  ]);
  return Object.fromEntries(methods) as Client;
}
