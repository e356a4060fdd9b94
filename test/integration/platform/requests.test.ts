import { fixtureAssembly } from '../../support/fixture-assembly.ts';
import { type TestPlatform, testPlatform } from '../../support/platform.ts';

describe('given the platform on the fixture app', () => {
  let platform: TestPlatform;
  beforeAll(async () => {
    platform = await testPlatform({ assemblyDir: await fixtureAssembly() });
  });
  afterAll(() => platform.discard());

  test('when an item is written, then another function reads it from the table', async () => {
    expect((await platform.send('POST', '/v1/items', { id: 'a' })).status).toBe(201);
    const { status, body } = await platform.send('GET', '/v1/items/a');
    expect(status).toBe(200);
    expect(body).toEqual({ pk: { S: 'a' }, kind: { S: 'note' } });
  });

  test('when a request comes in, then the function gets payload format 2.0', async () => {
    const reply = await platform.send(
      'POST',
      '/v1/echo/a%20b?x=1&x=2&y=%20z',
      { n: 1 },
      { cookie: 'p=1; q=2', 'X-Some': 'One' },
    );
    expect(reply.body).toMatchObject({
      version: '2.0',
      routeKey: 'ANY /v1/echo/{proxy+}',
      rawPath: '/v1/echo/a%20b',
      rawQueryString: 'x=1&x=2&y=%20z',
      queryStringParameters: { x: '1,2', y: ' z' },
      pathParameters: { proxy: 'a b' },
      cookies: ['p=1', 'q=2'],
      headers: { 'x-some': 'One' },
      body: '{"n":1}',
      isBase64Encoded: false,
      requestContext: { http: { method: 'POST', path: '/v1/echo/a%20b' }, stage: '$default' },
    });
    expect(reply.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
  });

  test('when the role lacks the right, then the call is refused by name of the action', async () => {
    const { status, body } = await platform.send('DELETE', '/v1/items/a');
    expect(status).toBe(403);
    expect(body).toContain('"AccessDeniedException"');
    expect(body).toContain('dynamodb:DeleteItem');
  });

  test('when a right was not needed, then it is listed and a needed one is not', async () => {
    await platform.send('POST', '/v1/items', { id: 'rights' });
    const unused = platform.unusedRights().filter(({ functionName }) => functionName === 'fixture-write');
    expect(unused.map(({ action }) => action)).toEqual(['dynamodb:UpdateItem']);
  });

  test.each([
    ['/v1/nothing-here', {}, 404, 'gateway.unknown-route'],
    ['/v1/guarded', {}, 401, 'identity.token-required'],
    ['/v1/guarded', { authorization: 'Bearer bad' }, 403, 'identity.token-refused'],
    ['/v1/slow', {}, 504, 'gateway.timed-out'],
    ['/v1/crash', {}, 502, 'gateway.function-failed'],
  ])('when GET %s with %j cannot be served, then the answer is %i %s', async (path, headers, status, code) => {
    const reply = await platform.send('GET', path, undefined, { ...headers, 'x-correlation-id': 'c-1' });
    expect(reply.status).toBe(status);
    expect(reply.headers.get('content-type')).toBe('application/problem+json');
    expect(reply.headers.get('x-correlation-id')).toBe('c-1');
    expect(reply.body).toMatchObject({ status, code, correlationId: 'c-1' });
  });

  test('when a body is larger than 10 MB, then it is refused before a function sees it', async () => {
    const reply = await platform.send('POST', '/v1/items', { id: 'x'.repeat(11 * 1024 * 1024) });
    expect(reply.status).toBe(413);
    expect(reply.body).toMatchObject({ code: 'request.too-large' });
  });

  test('when a worker died, then the next request gets a new one', async () => {
    await platform.send('GET', '/v1/crash');
    expect((await platform.send('GET', '/v1/crash')).status).toBe(502);
    expect((await platform.send('GET', '/v1/items/a')).status).toBe(200);
  });

  test('when the same token comes twice, then the authorizer is asked once', async () => {
    const headers = { authorization: 'Bearer good' };
    const callOf = async (): Promise<unknown> => {
      const { body } = await platform.send('GET', '/v1/guarded', undefined, headers);
      return (body as { requestContext: { authorizer: { lambda: { call: string } } } }).requestContext.authorizer.lambda
        .call;
    };
    expect(await callOf()).toBe(await callOf());
  });

  test('when the browser asks for permission, then the gateway answers the preflight', async () => {
    const headers = { origin: 'http://shop.example', 'access-control-request-method': 'POST' };
    const reply = await platform.send('OPTIONS', '/v1/items', undefined, headers);
    expect(reply.status).toBe(204);
    expect(reply.headers.get('access-control-allow-origin')).toBe('*');
  });

  test('when two platforms run at once, then they share nothing', async () => {
    const other = await testPlatform({ assemblyDir: await fixtureAssembly() });
    try {
      await platform.send('POST', '/v1/items', { id: 'mine' });
      expect((await other.send('GET', '/v1/items/mine')).status).toBe(404);
    } finally {
      await other.discard();
    }
  });
});

test('given a template with an unknown resource type, when it is started, then the error names it', async () => {
  const assemblyDir = await fixtureAssembly({ FIXTURE_UNKNOWN_TYPE: '1', ONESHELF_FIXTURE: 'odd' });
  await expect(testPlatform({ assemblyDir })).rejects.toMatchObject({ kind: 'resource type', name: 'AWS::Odd::Thing' });
});
