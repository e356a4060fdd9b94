import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openShop } from '../../../scripts/import/shop-client.ts';
import { replaceWorld } from '../../../shared/platform/world.ts';
import { stillWorld } from '../../support/still-world.ts';

type Script = (request: IncomingMessage, call: number) => { status: number; body?: object } | 'hang up';

let server: Server;
let url: string;
let calls: string[];
let script: Script;

beforeEach(async () => {
  replaceWorld(stillWorld);
  calls = [];
  server = createServer((request: IncomingMessage, response: ServerResponse) => {
    calls.push(`${request.method} ${request.url} ${request.headers.authorization ?? '-'}`);
    const answer = script(request, calls.length);
    if (answer === 'hang up') request.socket.destroy();
    else
      response.writeHead(answer.status, { 'content-type': 'application/json' }).end(JSON.stringify(answer.body ?? {}));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterEach(async () => {
  replaceWorld();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const signingIn =
  (rest: Script): Script =>
  (request, call) =>
    request.url === '/v1/sessions/dev' ? { status: 201, body: { accessToken: `t${call}` } } : rest(request, call);

describe('openShop', () => {
  it('given no token, then it signs in once and uses that', async () => {
    script = signingIn(() => ({ status: 200, body: { ok: true } }));
    const shop = openShop(url);
    const answers = await Promise.all([shop.send('GET', '/v1/a'), shop.send('GET', '/v1/b')]);
    expect(answers.map(({ body }) => body)).toEqual([{ ok: true }, { ok: true }]);
    expect(calls.sort()).toEqual(['GET /v1/a Bearer t1', 'GET /v1/b Bearer t1', 'POST /v1/sessions/dev -']);
  });

  it('given the token has run out, then it signs in again', async () => {
    script = signingIn(({ headers }) => ({ status: headers.authorization === 'Bearer t1' ? 401 : 200 }));
    expect((await openShop(url).send('GET', '/v1/a')).status).toBe(200);
  });

  it('given a token of its own that is not taken, then that is the answer', async () => {
    script = () => ({ status: 401, body: { code: 'identity.token-expired' } });
    expect((await openShop(url, 'mine').send('GET', '/v1/a')).status).toBe(401);
    expect(calls).toEqual(['GET /v1/a Bearer mine']);
  });

  it.each<[string, ReturnType<Script>]>([
    ['throttled', { status: 429 }],
    ['unavailable', { status: 503 }],
    ['failed', { status: 500 }],
    ['hindered by another writer', { status: 409, body: { code: 'orders.changed-meanwhile' } }],
    ['cut off', 'hang up'],
  ])('given it is %s at first, then the same request comes again', async (_name, failure) => {
    script = (_request, call) => (call < 3 ? failure : { status: 201 });
    expect((await openShop(url, 'mine').send('POST', '/v1/a', { a: 1 })).status).toBe(201);
    expect(calls).toHaveLength(3);
  });

  it('given a refusal, then it is the answer and nothing comes again', async () => {
    script = () => ({ status: 409, body: { code: 'orders.return-exceeds-purchase' } });
    const answer = await openShop(url, 'mine').send('POST', '/v1/a', {});
    expect([answer.status, answer.body.code, calls.length]).toEqual([409, 'orders.return-exceeds-purchase', 1]);
  });

  it('given the shop stays silent, then it gives up', async () => {
    script = () => 'hang up';
    await expect(openShop(url, 'mine').send('GET', '/v1/a')).rejects.toMatchObject({ name: 'ShopSilent' });
  });
});
