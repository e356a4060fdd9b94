import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { Authorizers, type Verdict } from './authorizer.ts';
import { corsHeaders, preflight } from './cors.ts';
import type { Courtesy } from './courtesy.ts';
import { type GatewayRequest, headersOf, proxyEvent, proxyReply, sourceIpOf } from './gateway-event.ts';
import type { ApiSpec, RouteSpec } from './gateway-spec.ts';
import type { Functions } from './lambda.ts';
import type { Outcome } from './lambda-worker.ts';
import type { Logs } from './logs.ts';
import { correlationIdOf, type GatewayCode, type HttpReply, problem, sendReply } from './problem.ts';
import { compileRoutes, type RouteMatch } from './routes.ts';
import { type Throttle, tokenBucket } from './throttle.ts';

/** Pages and addresses that only the local platform has; answers true when it took the request. */
export type LocalPages = (request: IncomingMessage, response: ServerResponse, path: string) => Promise<boolean>;

/** What the gateway needs. */
export interface GatewayHost {
  api: ApiSpec | undefined;
  accountId: string;
  functions: Functions;
  pages: LocalPages;
  logs: Logs;
  courtesy: Courtesy;
  now(): number;
}

/** The listener of the platform. */
export interface Gateway {
  readonly port: number;
  /** Stops taking requests and waits for those that run. */
  stop(): Promise<void>;
}

type Route = RouteSpec & { admits: Throttle };

// What runs at a stop has this long to finish.
const finishMs = 5000;

const bodyCap = 10 * 1024 * 1024;

/** The body, or undefined when it is larger than API Gateway takes. */
const readBody = async (request: IncomingMessage): Promise<Buffer | undefined> => {
  if (Number(request.headers['content-length'] ?? 0) > bodyCap) return undefined;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > bodyCap) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
};

const failureCode = ({ errorType }: { errorType: string }): GatewayCode => {
  if (errorType === 'TooManyRequestsException') return 'gateway.unavailable';
  return errorType === 'Sandbox.Timedout' ? 'gateway.timed-out' : 'gateway.function-failed';
};

const details: Partial<Record<GatewayCode, string>> = {
  'identity.token-required': 'this address needs an access token',
  'identity.token-refused': 'the access token was refused',
  'gateway.unknown-route': 'there is nothing at this address',
  'request.too-large': 'a request may have 10 MB',
  'gateway.throttled': 'too many requests, try again later',
};

const withTimeout = (outcome: Promise<Outcome>, ms: number): Promise<Outcome> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Outcome>((resolve) => {
    timer = setTimeout(
      () => resolve({ ok: false, error: { errorType: 'Sandbox.Timedout', errorMessage: 'integration' } }),
      ms,
    );
  });
  return Promise.race([outcome, late]).finally(() => clearTimeout(timer));
};

class ApiFront {
  readonly #host: GatewayHost;
  readonly #find: ReturnType<typeof compileRoutes<Route>>;
  readonly #authorizers: Authorizers;
  readonly #admits: Throttle;

  constructor(host: GatewayHost) {
    this.#host = host;
    const routes = host.api?.routes ?? [];
    this.#find = compileRoutes(routes.map((r) => ({ key: r.key, target: { ...r, admits: tokenBucket(r.throttle) } })));
    this.#authorizers = new Authorizers(host.functions);
    this.#admits = tokenBucket(host.api?.throttle);
  }

  async answer(request: IncomingMessage, path: string, query: string, correlationId: string): Promise<HttpReply> {
    const refuse = (code: GatewayCode) =>
      problem(code, details[code] ?? 'the request could not be served', correlationId);
    const found = this.#find(request.method ?? 'GET', path);
    if (found === undefined) return refuse('gateway.unknown-route');
    const route = found.target;
    const now = this.#host.now();
    if (!this.#admits(now) || !route.admits(now)) return refuse('gateway.throttled');
    const described = this.#described(request, { path, query }, found);
    const verdict = await this.#verdict(route, described);
    if (!verdict.ok) return refuse(verdict.code);
    const body = await readBody(request);
    if (body === undefined) return refuse('request.too-large');
    const outcome = await this.#invoke(route, proxyEvent(described, body, verdict.context));
    return outcome.ok
      ? (proxyReply(outcome.result) ?? refuse('gateway.function-failed'))
      : refuse(failureCode(outcome.error));
  }

  #described(request: IncomingMessage, url: { path: string; query: string }, found: RouteMatch<Route>): GatewayRequest {
    return {
      method: request.method ?? 'GET',
      ...url,
      ...headersOf(request),
      sourceIp: sourceIpOf(request),
      requestId: randomUUID(),
      time: this.#host.now(),
      routeKey: found.routeKey,
      pathParameters: found.pathParameters,
      apiId: this.#host.api?.id ?? '',
      accountId: this.#host.accountId,
    };
  }

  async #verdict({ authorizer }: Route, described: GatewayRequest): Promise<Verdict> {
    return authorizer === undefined
      ? { ok: true, context: undefined }
      : this.#authorizers.decide(authorizer, described);
  }

  #invoke(route: Route, event: string): Promise<Outcome> {
    const pool = this.#host.functions.get(route.functionArn, route.key);
    return withTimeout(pool.invoke(event), route.timeoutMs).finally(this.#host.courtesy.attend());
  }
}

const accessLine = (request: IncomingMessage, status: number, ms: number, correlationId: string): string =>
  JSON.stringify({
    time: new Date().toISOString(),
    method: request.method,
    path: (request.url ?? '').split('?')[0],
    status,
    ms: Math.round(ms * 10) / 10,
    correlationId,
  });

const serve = async (
  front: ApiFront,
  host: GatewayHost,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  const from = performance.now();
  const correlationId = correlationIdOf(request);
  response.setHeader('x-correlation-id', correlationId);
  const url = request.url ?? '/';
  const mark = url.indexOf('?');
  const path = mark < 0 ? url : url.slice(0, mark);
  if (!path.startsWith('/v1/') && (await host.pages(request, response, path))) return;
  const cors = corsHeaders(host.api?.cors, request);
  const reply =
    preflight(host.api?.cors, request) ??
    (await front.answer(request, path, mark < 0 ? '' : url.slice(mark + 1), correlationId));
  Object.assign(reply.headers, cors);
  reply.headers['x-correlation-id'] ??= correlationId;
  sendReply(response, reply);
  // The function's own word on the correlation id, which is also what its log lines carry.
  const carried = String(reply.headers['x-correlation-id']);
  host.logs.line('access', accessLine(request, reply.status, performance.now() - from, carried));
};

/** Listens on 127.0.0.1; port 0 takes a free one. */
export function openGateway(host: GatewayHost, port: number): Promise<Gateway> {
  const front = new ApiFront(host);
  const server = createServer({ keepAliveTimeout: 75_000 }, (request, response) => {
    serve(front, host, request, response).catch((error: unknown) => {
      host.logs.error('gateway', String(error));
      if (!response.headersSent)
        sendReply(response, problem('gateway.function-failed', 'the gateway failed', randomUUID()));
    });
  });
  return new Promise((resolve, reject) => {
    server.on('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      const stop = () =>
        new Promise<void>((done) => {
          server.close(() => done());
          server.closeIdleConnections();
          // Live streams of the console never end by themselves.
          setTimeout(() => server.closeAllConnections(), finishMs).unref();
        });
      resolve({ port: typeof address === 'object' && address !== null ? address.port : port, stop });
    });
  });
}
