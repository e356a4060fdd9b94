import middy from '@middy/core';
import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import { DomainError, isDomainError } from '../kernel/errors.ts';
import { type CommandKey, type Input, readCommandKey, readInput } from './http-input.ts';
import { log } from './log.ts';
import { count, publishCounts } from './metrics.ts';
import { type HttpReply, problemReply } from './problem.ts';
import type { Role, Route } from './route.ts';
import { type Run, startRun } from './run.ts';
import { type Principal, verifyToken } from './session.ts';
import { world } from './world.ts';

/** What a use case behind HTTP is given. */
export interface HttpRequest<R extends Route> extends Input<R> {
  /** The caller; on `public` and unsigned `optional` routes an anonymous one without roles. */
  caller: Principal;
  /** Header values by lower-case name. */
  headers: Record<string, string | undefined>;
  /** On routes that take an Idempotency-Key; its `key` is empty where none was sent. */
  command: CommandKey;
}

/** What a use case answers: a status the route declares, a body for JSON, and headers where it needs some. */
export interface Reply {
  status: number;
  /** An object is written as JSON; a string is sent as it is (a stored reply). */
  body?: unknown;
  headers?: Record<string, string>;
}

/** A use case behind HTTP. */
export type HttpUseCase<R extends Route> = (request: HttpRequest<R>, run: Run) => Promise<Reply>;

type Event = APIGatewayProxyEventV2 & {
  requestContext: {
    authorizer?: { lambda?: { callerId?: string; roles?: string; expiresAt?: number; refusal?: string } };
  };
};

const ANONYMOUS: Principal = { id: 'anonymous', roles: [] };
const NO_COMMAND: CommandKey = { scope: '', key: '', digest: '' };
const CORRELATION_FORM = /^[\w.:-]{1,100}$/;

function correlationIdOf(event: Event): string {
  const given = event.headers?.['x-correlation-id'];
  return given && CORRELATION_FORM.test(given) ? given : (event.requestContext?.requestId ?? world.newId());
}

/** The caller as the authorizer found it. Fails closed: no verdict, an old one or a refusal is 401. */
function authorisedCaller(event: Event): Principal {
  const verdict = event.requestContext.authorizer?.lambda;
  if (verdict?.refusal) throw new DomainError('unauthenticated', verdict.refusal, 'The access token is not valid.');
  if (!verdict?.callerId) throw new DomainError('unauthenticated', 'identity.token-required', 'Sign in first.');
  const isFresh = Number(verdict.expiresAt) * 1000 > Date.parse(world.now()); // False for what is no number, too.
  if (!isFresh) {
    throw new DomainError('unauthenticated', 'identity.token-expired', 'The access token has expired.');
  }
  return { id: verdict.callerId, roles: (verdict.roles ?? '').split(',').filter(Boolean) as Role[] };
}

async function callerOf(route: Route, event: Event): Promise<Principal> {
  if (route.access === 'public') return ANONYMOUS;
  if (route.access === 'optional') {
    const header = event.headers?.authorization;
    return header ? verifyToken(header, world.now()) : ANONYMOUS;
  }
  const caller = authorisedCaller(event);
  const roles = caller.roles.includes('admin') ? [...caller.roles, 'staff'] : caller.roles;
  if (!route.access.some((role) => roles.includes(role))) {
    throw new DomainError('forbidden', 'identity.forbidden', 'Your role does not allow this.');
  }
  return caller;
}

function write(reply: Reply, correlationId: string): HttpReply {
  const body = typeof reply.body === 'string' ? reply.body : reply.body === undefined ? '' : JSON.stringify(reply.body);
  return {
    statusCode: reply.status,
    headers: { 'content-type': 'application/json', 'x-correlation-id': correlationId, ...reply.headers },
    body,
  };
}

function tell(error: unknown): void {
  if (isDomainError(error)) {
    log.info('refused', { code: error.code });
    if (error.code === 'inventory.sold-out') count('SoldOut');
  } else {
    log.error('fault', error as Error);
    count('Fault');
  }
}

async function serve<R extends Route>(route: R, useCase: HttpUseCase<R>, event: Event): Promise<HttpReply> {
  const correlationId = correlationIdOf(event);
  log.appendKeys({ correlationId, route: route.id });
  try {
    const caller = await callerOf(route, event);
    const input = readInput(route, event);
    const headers = event.headers ?? {};
    const key = headers['idempotency-key'];
    const isCommand = route.idempotent === true || (route.idempotent === 'optional' && key !== undefined);
    const command = isCommand ? readCommandKey(route, key, caller.id, input as Input<Route>) : NO_COMMAND;
    const run = startRun(correlationId, event.requestContext?.requestId ?? correlationId);
    return write(await useCase({ ...input, caller, headers, command }, run), correlationId);
  } catch (error) {
    tell(error);
    return problemReply(error, correlationId);
  } finally {
    publishCounts();
  }
}

/**
 * The Lambda handler of one route: parses, authenticates, authorises, validates, runs the use case and turns what it
 * throws into problem+json. Use cases hold nothing of that.
 */
export function httpHandler<R extends Route>(route: R, useCase: HttpUseCase<R>) {
  return middy<Event, HttpReply, Error, Context>().handler((event) => serve(route, useCase, event));
}
