import type { IncomingMessage } from 'node:http';
import type { HttpReply } from './problem.ts';

/** What the gateway knows of a request before it calls anything. */
export interface GatewayRequest {
  method: string;
  path: string;
  query: string;
  headers: Record<string, string>;
  cookies: string[] | undefined;
  sourceIp: string;
  requestId: string;
  time: number;
  routeKey: string;
  pathParameters: Record<string, string>;
  apiId: string;
  accountId: string;
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const two = (value: number) => String(value).padStart(2, '0');

const clfTime = (at: Date): string => {
  const day = `${two(at.getUTCDate())}/${months[at.getUTCMonth()]}/${at.getUTCFullYear()}`;
  return `${day}:${two(at.getUTCHours())}:${two(at.getUTCMinutes())}:${two(at.getUTCSeconds())} +0000`;
};

const joined = (value: string | string[] | undefined): string =>
  typeof value === 'string' ? value : (value ?? []).join(',');

/** Where a request comes from. */
export function sourceIpOf(request: IncomingMessage): string {
  return request.socket.remoteAddress ?? '127.0.0.1';
}

/** Header names in lower case, repeated ones joined by commas, cookies apart: payload format 2.0. */
export function headersOf(request: IncomingMessage): {
  headers: Record<string, string>;
  cookies: string[] | undefined;
} {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.headers)) headers[name] = joined(value);
  const { cookie } = headers;
  delete headers.cookie;
  headers['x-forwarded-for'] ??= sourceIpOf(request);
  headers['x-forwarded-proto'] ??= 'http';
  headers['x-forwarded-port'] ??= String(request.socket.localPort);
  return { headers, cookies: cookie?.split(/;\s*/) };
}

const queryParameters = (query: string): Record<string, string> | undefined => {
  if (query === '') return undefined;
  const parameters: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(query)) {
    const before = parameters[name];
    parameters[name] = before === undefined ? value : `${before},${value}`;
  }
  return parameters;
};

const contextOf = (request: GatewayRequest, authorizer: unknown): Record<string, unknown> => ({
  accountId: request.accountId,
  apiId: request.apiId,
  ...(authorizer !== undefined && { authorizer: { lambda: authorizer } }),
  domainName: request.headers.host ?? '',
  domainPrefix: request.apiId,
  http: {
    method: request.method,
    path: request.path,
    protocol: 'HTTP/1.1',
    sourceIp: request.sourceIp,
    userAgent: request.headers['user-agent'] ?? '',
  },
  requestId: request.requestId,
  routeKey: request.routeKey,
  stage: '$default',
  time: clfTime(new Date(request.time)),
  timeEpoch: request.time,
});

const common = (request: GatewayRequest, authorizer: unknown): Record<string, unknown> => ({
  version: '2.0',
  routeKey: request.routeKey,
  rawPath: request.path,
  rawQueryString: request.query,
  ...(request.cookies && { cookies: request.cookies }),
  headers: request.headers,
  queryStringParameters: queryParameters(request.query),
  requestContext: contextOf(request, authorizer),
  ...(Object.keys(request.pathParameters).length > 0 && { pathParameters: request.pathParameters }),
});

const textual =
  /^(text\/|application\/(json|problem\+json|xml|javascript|x-www-form-urlencoded|x-ndjson))|\+json|charset=/i;

/** The event of a Lambda proxy integration, JSON text. `body` is text where the content type says so, else base64. */
export function proxyEvent(request: GatewayRequest, body: Buffer, authorizer: unknown): string {
  const event = common(request, authorizer);
  const isText = textual.test(request.headers['content-type'] ?? 'text/plain');
  if (body.length > 0) event.body = body.toString(isText ? 'utf8' : 'base64');
  event.isBase64Encoded = body.length > 0 && !isText;
  return JSON.stringify(event);
}

/** The event of a REQUEST authorizer, JSON text. */
export function authorizerEvent(request: GatewayRequest, identity: string[]): string {
  const routeArn = `arn:aws:execute-api:local:${request.accountId}:${request.apiId}/$default/${request.method}${request.path}`;
  return JSON.stringify({ ...common(request, undefined), type: 'REQUEST', routeArn, identitySource: identity });
}

type ProxyResult = {
  statusCode?: unknown;
  headers?: Record<string, unknown>;
  body?: unknown;
  isBase64Encoded?: boolean;
  cookies?: string[];
};

const bare = (result: string): HttpReply => ({
  status: 200,
  headers: { 'content-type': 'application/json' },
  body: result,
});

const replyHeaders = ({ headers = {}, cookies }: ProxyResult): HttpReply['headers'] => {
  const own = Object.entries(headers).map(([name, text]) => [name.toLowerCase(), String(text)]);
  return {
    'content-type': 'text/plain;charset=utf-8',
    ...Object.fromEntries(own),
    ...(cookies !== undefined && { 'set-cookie': cookies }),
  };
};

const replyBody = ({ body, isBase64Encoded }: ProxyResult): string | Buffer => {
  const text = String(body ?? '');
  return isBase64Encoded === true ? Buffer.from(text, 'base64') : text;
};

/** Reads a function's answer: the full form, or bare JSON that becomes a 200. Undefined where it is neither. */
export function proxyReply(result: string | undefined): HttpReply | undefined {
  if (result === undefined) return bare('null');
  const value = JSON.parse(result) as ProxyResult | null;
  if (typeof value !== 'object' || value === null || value.statusCode === undefined) return bare(result);
  const status = Number(value.statusCode);
  const isStatus = Number.isInteger(status) && status >= 200 && status <= 599;
  return isStatus ? { status, headers: replyHeaders(value), body: replyBody(value) } : undefined;
}
