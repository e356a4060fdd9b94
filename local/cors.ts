import type { IncomingMessage } from 'node:http';
import type { CorsSpec } from './gateway-spec.ts';
import type { HttpReply } from './problem.ts';

const allowedOrigin = (cors: CorsSpec, origin: string): string | undefined => {
  const origins = cors.AllowOrigins ?? [];
  if (origins.includes('*')) return '*';
  return origins.includes(origin) ? origin : undefined;
};

/** The CORS headers of an actual reply; none without a configuration, an Origin, or a match. */
export function corsHeaders(cors: CorsSpec | undefined, request: IncomingMessage): Record<string, string> {
  const origin = request.headers.origin;
  const allowed = cors === undefined || origin === undefined ? undefined : allowedOrigin(cors, origin);
  if (cors === undefined || allowed === undefined) return {};
  return {
    'access-control-allow-origin': allowed,
    ...(allowed !== '*' && { vary: 'Origin' }),
    ...(cors.AllowCredentials === true && { 'access-control-allow-credentials': 'true' }),
    ...(cors.ExposeHeaders && { 'access-control-expose-headers': cors.ExposeHeaders.join(',') }),
  };
}

/** The gateway's own answer to a preflight; undefined where the request is none or the API has no CORS. */
export function preflight(cors: CorsSpec | undefined, request: IncomingMessage): HttpReply | undefined {
  const isPreflight = request.method === 'OPTIONS' && request.headers['access-control-request-method'] !== undefined;
  if (cors === undefined || !isPreflight) return undefined;
  return {
    status: 204,
    headers: {
      ...(cors.AllowMethods && { 'access-control-allow-methods': cors.AllowMethods.join(',') }),
      ...(cors.AllowHeaders && { 'access-control-allow-headers': cors.AllowHeaders.join(',') }),
      ...(cors.MaxAge !== undefined && { 'access-control-max-age': String(cors.MaxAge) }),
    },
    body: '',
  };
}
