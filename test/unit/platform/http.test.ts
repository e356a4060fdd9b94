import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import * as z from 'zod';
import { DomainError } from '../../../shared/kernel/errors.ts';
import { AwsError } from '../../../shared/platform/aws-wire.ts';
import { type HttpRequest, httpHandler } from '../../../shared/platform/http.ts';
import { defineRoute, type Route } from '../../../shared/platform/route.ts';

const common = { method: 'POST', path: '/v1/things/{id}', summary: '', replies: { 200: z.unknown() } } as const;
const params = z.strictObject({ id: z.string() });
const body = z.strictObject({ count: z.int() });
const open = defineRoute({ ...common, id: 'open', access: 'public', params, body });
const closed = defineRoute({ ...common, id: 'closed', access: ['staff'], params, body });
const command = defineRoute({ ...common, id: 'command', access: 'public', params, body, idempotent: true });
const careful = defineRoute({ ...common, id: 'careful', access: 'public', params, body, idempotent: 'optional' });

interface Asked {
  body?: string;
  headers?: Record<string, string>;
  lambda?: object;
}

const event = ({ body: text = '{"count":1}', headers = {}, lambda }: Asked) =>
  ({
    headers,
    body: text,
    isBase64Encoded: false,
    pathParameters: { id: 'a' },
    requestContext: { requestId: 'request-1', ...(lambda ? { authorizer: { lambda } } : {}) },
  }) as unknown as APIGatewayProxyEventV2;

type Act = (request: HttpRequest<Route>) => Promise<{ status: number; body?: unknown }>;

async function ask(route: Route, asked: Asked, act: Act = async () => ({ status: 200, body: {} })) {
  const reply = await httpHandler(route, act)(event(asked) as never, { awsRequestId: 'r' } as Context);
  return { status: reply.statusCode, headers: reply.headers, body: JSON.parse(reply.body) };
}

const later = Math.floor(Date.now() / 1000) + 600;

test.each([
  ['nothing said', undefined, 401, 'identity.token-required'],
  ['a refusal', { refusal: 'identity.bad-token' }, 401, 'identity.bad-token'],
  ['an old verdict', { callerId: 'a', roles: 'staff', expiresAt: 1 }, 401, 'identity.token-expired'],
  ['a verdict without an end', { callerId: 'a', roles: 'staff' }, 401, 'identity.token-expired'],
  ['another role', { callerId: 'a', roles: 'customer,partner', expiresAt: later }, 403, 'identity.forbidden'],
  ['no role', { callerId: 'a', roles: '', expiresAt: later }, 403, 'identity.forbidden'],
])('given %s by the authorizer, then a guarded route fails closed', async (_what, lambda, status, code) => {
  expect(await ask(closed, { lambda })).toMatchObject({ status, body: { code } });
});

test.each(['staff', 'admin', 'customer,staff'])(
  'given the roles %s, then a route of staff is served',
  async (roles) => {
    expect((await ask(closed, { lambda: { callerId: 'a', roles, expiresAt: later } })).status).toBe(200);
  },
);

test('given a refusal, then it is problem+json with its details; given a fault, then nothing of it is shown', async () => {
  const refusal = await ask(open, {}, async () => {
    throw new DomainError('conflict', 'things.taken', 'Taken.', { errors: [{ path: 'count', code: 'taken' }] });
  });
  expect(refusal).toMatchObject({ status: 409, body: { code: 'things.taken', errors: [{ path: 'count' }] } });
  expect(refusal.headers['content-type']).toBe('application/problem+json');
  const fault = await ask(open, {}, async () => {
    throw new Error('password is hunter2');
  });
  expect(fault).toMatchObject({ status: 500, body: { code: 'server.fault', correlationId: 'request-1' } });
  expect(JSON.stringify(fault)).not.toContain('hunter2');
});

test.each([
  ['DynamoDB failed', new AwsError('InternalServerError', 'away', 500, {}), 503, 'server.unavailable'],
  ['it throttles', new AwsError('ThrottlingException', 'slow down', 400, {}), 503, 'server.unavailable'],
  ['nobody listens', Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }), 503, 'server.unavailable'],
  ['it refuses a mistake of ours', new AwsError('ValidationException', 'bad', 400, {}), 500, 'server.fault'],
  ['Node refuses one', Object.assign(new TypeError('bad'), { code: 'ERR_INVALID_ARG_TYPE' }), 500, 'server.fault'],
])('given that %s, then the reply says whether another try is worth while', async (_what, error, status, code) => {
  const reply = await ask(open, {}, async () => {
    throw error;
  });
  expect(reply).toMatchObject({ status, body: { code } });
});

test.each([
  ['mine-1', 'mine-1'],
  ['two words', 'request-1'],
  ['x'.repeat(101), 'request-1'],
])('given the correlation id "%s", then the reply carries "%s"', async (given, carried) => {
  const reply = await ask(open, { headers: { 'x-correlation-id': given } });
  expect(reply.headers['x-correlation-id']).toBe(carried);
});

test.each([
  ['{"count":1,"more":2}', 'request.invalid'],
  ['{"count":"1"}', 'request.invalid'],
  ['{', 'request.malformed-json'],
  ['{"count":"a\\ud800b"}', 'request.malformed-json'],
  ['{"count":1,"\\uDC00":1}', 'request.malformed-json'],
  ['{"count":"\\ud83d\\ude00"}', 'request.invalid'],
  [`{"count":${'['.repeat(40)}`, 'request.too-deep'],
  [`"${'[{'.repeat(40)}`, 'request.malformed-json'],
  [`"${'\\"'.repeat(130_000)}`, 'request.malformed-json'], // Minutes, for a pattern that looks for its end from each quote.
  [JSON.stringify('x'.repeat(300_000)), 'request.too-large'],
])('given a body that is not right, then the use case never sees it', async (text, code) => {
  let seen = false;
  const reply = await ask(open, { body: text }, async () => {
    seen = true;
    return { status: 200 };
  });
  expect(reply).toMatchObject({ status: 400, body: { code } });
  expect(seen).toBe(false);
});

test('given one command asked twice in other words, then its digest is the same; another request has another', async () => {
  const digestOf = async (text: string, key = 'k') => {
    let digest = '';
    await ask(command, { body: text, headers: { 'idempotency-key': key } }, async (request) => {
      digest = `${request.command.key} ${request.command.digest}`;
      return { status: 200, body: {} };
    });
    return digest;
  };
  expect(await digestOf('{"count":1}')).toBe(await digestOf(' { "count" : 1 } ', '"k"'));
  expect(await digestOf('{"count":1}')).not.toBe(await digestOf('{"count":2}'));
});

test.each([
  [undefined, 200, { scope: '', key: '', digest: '' }],
  ['k', 200, { scope: 'anonymous#careful', key: 'k', digest: expect.stringMatching(/.{20}/) }],
  ['two words', 400, undefined],
  ['', 400, undefined],
])('given a route that may be sent a key, when it is sent %p, then it is answered %p', async (key, status, seen) => {
  let command: unknown;
  const headers: Record<string, string> = key === undefined ? {} : { 'idempotency-key': key };
  const reply = await ask(careful, { headers }, async (request) => {
    command = request.command;
    return { status: 200, body: {} };
  });
  expect([reply.status, command]).toEqual([status, seen]);
});
