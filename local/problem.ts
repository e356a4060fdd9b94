import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';

/** The errors that the gateway makes itself, with their status and title. */
const gatewayProblems = {
  'identity.token-required': [401, 'Unauthorized'],
  'identity.token-refused': [403, 'Forbidden'],
  'gateway.unknown-route': [404, 'Not Found'],
  'gateway.method-not-allowed': [405, 'Method Not Allowed'],
  'request.too-large': [413, 'Content Too Large'],
  'gateway.throttled': [429, 'Too Many Requests'],
  'gateway.function-failed': [502, 'Bad Gateway'],
  'gateway.unavailable': [503, 'Service Unavailable'],
  'gateway.not-built': [503, 'Service Unavailable'],
  'gateway.timed-out': [504, 'Gateway Timeout'],
} as const satisfies Record<string, readonly [number, string]>;

/** A code of `gatewayProblems`. */
export type GatewayCode = keyof typeof gatewayProblems;

/** What is sent to a client. */
export interface HttpReply {
  status: number;
  headers: Record<string, string | string[]>;
  body: string | Buffer;
}

// What a client may bring as its correlation id: printable and short, it ends up in every log line.
const acceptable = /^[\x21-\x7e]{1,128}$/;

/** The request's correlation id, or a new one. */
export function correlationIdOf(request: IncomingMessage): string {
  const given = request.headers['x-correlation-id'];
  return typeof given === 'string' && acceptable.test(given) ? given : randomUUID();
}

/** An RFC 9457 reply; `detail` must not repeat the input. */
export function problem(code: GatewayCode, detail: string, correlationId: string): HttpReply {
  const [status, title] = gatewayProblems[code];
  const body = JSON.stringify({ type: `urn:oneshelf:problem:${code}`, title, status, code, detail, correlationId });
  return { status, headers: { 'content-type': 'application/problem+json', 'x-correlation-id': correlationId }, body };
}

/** Sends a reply; a HEAD request gets its headers only. */
export function sendReply(response: ServerResponse, reply: HttpReply): void {
  const bytes = typeof reply.body === 'string' ? Buffer.from(reply.body) : reply.body;
  response.writeHead(reply.status, { ...reply.headers, 'content-length': bytes.length });
  // As text of the head's encoding it leaves together with the head, in one write instead of two.
  response.end(bytes.toString('latin1'), 'latin1');
}
