import type { ApiSpec, RouteSpec } from '../../../local/gateway-spec.ts';
import type { Exchange } from '../contract.ts';
import type { Core } from './core.ts';
import type { Lambda, Outcome } from './lambda.ts';
import { type FindRoute, routesOf } from './routes-of.ts';

/** A request as a client sends it. */
export interface Request {
  client: string;
  caller?: { id: string; roles: readonly string[]; token: string; expiresAt?: number };
  method: string;
  path: string;
  query?: Record<string, string>;
  body?: unknown;
  /** Signed bytes instead of `body`. */
  raw?: string;
  headers?: Record<string, string>;
}

/** What came back. */
export interface Reply {
  status: number;
  body: Record<string, unknown>;
  headers: Record<string, string>;
}

/** Told the reply; undefined when none came in the client's time. */
type Hear = (reply: Reply | undefined) => void;
type Answer = { status: number; text: string; headers: Record<string, string> };
type Proxy = { statusCode?: number; headers?: Record<string, string>; body?: string } | undefined;

const CLIENT_PATIENCE_MS = 35_000;

const nameOf = (arn: string): string => arn.split(':').at(-1) ?? '';
const failed = (status: number, code: string): Answer => ({ status, text: JSON.stringify({ code }), headers: {} });

/** The HTTP API: routes and authorizer of the template, time-outs, requests that come twice and replies that never come. */
export class Gateway {
  readonly #core: Core;
  readonly #lambda: Lambda;
  readonly #find: FindRoute;
  readonly #verdicts = new Map<string, { until: number; context: unknown }>();
  onReply: (exchange: Exchange) => void = () => undefined;

  constructor(core: Core, lambda: Lambda, api: ApiSpec) {
    this.#core = core;
    this.#lambda = lambda;
    this.#find = routesOf(api);
  }

  /** Sends a request over a network that may repeat it or lose its reply. */
  send(request: Request, hear: Hear): void {
    const core = this.#core;
    const exchange = this.#opened(request);
    core.note(`${exchange.client} ${exchange.id} ${exchange.method} ${exchange.path}`);
    let isOver = false;
    const over = (reply: Reply | undefined): void => {
      if (isOver) return;
      isOver = true;
      core.outside(() => hear(reply));
    };
    core.in(CLIENT_PATIENCE_MS, () => over(undefined));
    if (core.faults.strikes('duplicate-request'))
      core.in(core.faults.measure('duplicate-request') * 3_000, () => this.#serve(request, () => undefined));
    core.in(core.delay(5, 60), () =>
      this.#serve(request, (answer) => {
        if (core.faults.strikes('lost-answer')) return;
        core.in(core.delay(5, 60), () => {
          if (!isOver) over(this.#closed(exchange, answer));
        });
      }),
    );
  }

  #opened({ client, caller, method, path, headers, body, raw }: Request): Exchange {
    const exchange: Exchange = {
      id: this.#core.exchanges.length + 1,
      client,
      caller: caller && {
        id: caller.id,
        roles: caller.roles,
        ...(caller.expiresAt !== undefined && { expiresAt: caller.expiresAt }),
      },
      method,
      path,
      key: headers?.['idempotency-key'],
      body: raw ?? body,
      sentAt: this.#core.now,
    };
    this.#core.exchanges.push(exchange);
    this.#core.count('requests');
    return exchange;
  }

  #closed(exchange: Exchange, { status, text, headers }: Answer): Reply {
    const isJson = text !== '' && (headers['content-type'] ?? 'json').includes('json');
    const body = (isJson ? JSON.parse(text) : {}) as Record<string, unknown>;
    Object.assign(exchange, { repliedAt: this.#core.now, status, reply: body, replyText: text, replyHeaders: headers });
    this.#core.note(`${exchange.client} ${exchange.id} answered ${status} ${status >= 400 ? String(body.code) : ''}`);
    this.onReply(exchange);
    return { status, body, headers };
  }

  #serve(request: Request, answer: (answer: Answer) => void): void {
    const found = this.#find(request.method, request.path);
    if (found === undefined) {
      answer(failed(404, 'request.unknown-route'));
      return;
    }
    const { target: spec, pathParameters: params } = found;
    this.#authorise(spec, request, (context) => {
      if (context === undefined) {
        answer(failed(401, 'identity.token-required'));
        return;
      }
      if (context === 'failed') {
        answer(failed(500, 'gateway.function-failed'));
        return;
      }
      this.#proxy(spec, this.#event(spec, request, params, context), answer);
    });
  }

  #authorise({ authorizer }: RouteSpec, request: Request, go: (context: unknown) => void): void {
    if (authorizer === undefined) {
      go(null);
      return;
    }
    const token = request.caller?.token;
    if (token === undefined) {
      go(undefined);
      return;
    }
    const known = this.#verdicts.get(token);
    if (known !== undefined && known.until > this.#core.now) {
      go(known.context);
      return;
    }
    const headers = { authorization: `Bearer ${token}` };
    this.#lambda.invoke(nameOf(authorizer.functionArn), { type: 'REQUEST', headers, identitySource: [] }, (outcome) => {
      if (outcome.kind !== 'returned') {
        go('failed');
        return;
      }
      const { context } = outcome.value as { context: unknown };
      this.#verdicts.set(token, { until: this.#core.now + authorizer.ttlMs, context });
      go(context);
    });
  }

  #event(spec: RouteSpec, request: Request, params: Record<string, string>, context: unknown): unknown {
    const { method, path, query, body, raw, caller, headers } = request;
    const text = raw ?? (body === undefined ? undefined : JSON.stringify(body));
    this.#core.count('gateway requests');
    return {
      version: '2.0',
      routeKey: spec.key,
      rawPath: path,
      rawQueryString: new URLSearchParams(query).toString(),
      headers: {
        'content-type': 'application/json',
        ...(caller && { authorization: `Bearer ${caller.token}` }),
        ...headers,
      },
      ...(query && { queryStringParameters: query }),
      ...(Object.keys(params).length > 0 && { pathParameters: params }),
      requestContext: {
        requestId: `gateway-${this.#core.stats['gateway requests']}`,
        http: { method, path, sourceIp: '10.0.0.1', protocol: 'HTTP/1.1', userAgent: 'simulation' },
        routeKey: spec.key,
        timeEpoch: this.#core.now,
        ...(context !== null && { authorizer: { lambda: context } }),
      },
      ...(text !== undefined && { body: text }),
      isBase64Encoded: false,
    };
  }

  #proxy(spec: RouteSpec, event: unknown, answer: (answer: Answer) => void): void {
    let isOver = false;
    const once = (given: Answer): void => {
      if (!isOver) answer(given);
      isOver = true;
    };
    this.#core.in(spec.timeoutMs, () => once(failed(503, 'gateway.time-out')));
    this.#lambda.invoke(nameOf(spec.functionArn), event, (outcome) => once(this.#read(outcome)));
  }

  #read(outcome: Outcome): Answer {
    if (outcome.kind === 'throttled') return failed(503, 'gateway.busy');
    if (outcome.kind !== 'returned') return failed(500, 'gateway.function-failed');
    const { statusCode = 200, headers = {}, body = '' } = (outcome.value as Proxy) ?? {};
    return { status: statusCode, text: body, headers };
  }
}
