import { type ClientOptions, createClient, type ReplyNotice } from '../../../clients/sdk/src/client.ts';
import { type FakeAnswer, FakeServer } from './fake-server.ts';

const baseUrl = 'http://shop.example';

/** A client that talks to a fake server by the transport of that name, and never really waits. */
function clientOf(transport: string, answers: FakeAnswer[], more: Partial<ClientOptions> = {}) {
  const server = new FakeServer(answers);
  const waited: number[] = [];
  const wait = async (milliseconds: number) => {
    waited.push(milliseconds);
  };
  const way = transport === 'fetch' ? { fetch: server.fetch } : { wxRequest: server.wxRequest };
  return { client: createClient({ baseUrl, wait, ...way, ...more }), server, waited };
}

const order = {
  body: { channel: 'web' as const, lines: [], payment: { provider: 'sandbox' } },
  idempotencyKey: 'key-1',
};
const problem = {
  status: 409,
  code: 'inventory.sold-out',
  correlationId: 'c-1',
  errors: [{ path: 'lines.0.sku', code: 'sold-out' }],
};

describe.each(['fetch', 'wx.request'])('given a client by %s', (transport) => {
  test('when a method is called, then path, query and headers are as the API wants them', async () => {
    const { client, server } = clientOf(transport, [{ status: 200, body: { items: [] } }], {
      token: 't',
      language: 'zh',
    });
    await client.listReviews({ params: { sku: 'A/1 ü$&' }, query: { limit: 5, cursor: 'a=b&c' } });
    const [sent] = server.heard;
    expect(sent?.method).toBe('GET');
    expect(sent?.url).toBe('http://shop.example/v1/products/A%2F1%20%C3%BC%24%26/reviews?limit=5&cursor=a%3Db%26c');
    expect(sent?.headers).toMatchObject({ authorization: 'Bearer t', 'accept-language': 'zh' });
    expect(sent?.body).toBeUndefined();
  });

  test('when a command is sent, then its body is JSON and its key a header', async () => {
    const { client, server } = clientOf(transport, [{ status: 201, body: { orderId: 'order_1' } }]);
    expect(await client.placeOrder(order)).toEqual({ orderId: 'order_1' });
    const [sent] = server.heard;
    expect(sent?.headers).toMatchObject({ 'content-type': 'application/json', 'idempotency-key': 'key-1' });
    expect(JSON.parse(sent?.body ?? '')).toEqual(order.body);
  });

  test('when a signed push is sent, then its bytes and headers go as they are', async () => {
    const { client, server } = clientOf(transport, [{ status: 200, body: { received: true } }]);
    const headers = { 'webhook-id': 'm-1' };
    await client.deliveryWebhook({ params: { partner: 'sandbox' }, body: '{ "a":1 }', headers });
    expect(server.heard[0]?.body).toBe('{ "a":1 }');
    expect(server.heard[0]?.headers).toMatchObject(headers);
  });

  test('when the platform refuses, then the error says what the problem says', async () => {
    const { client } = clientOf(transport, [{ status: 409, body: problem }]);
    await expect(client.placeOrder(order)).rejects.toMatchObject({ name: 'ApiError', ...problem, problem });
  });

  test('when the answer is no problem document, then the error has the status and the correlation id', async () => {
    const answer = { status: 502, text: '<html>', headers: { 'X-Correlation-Id': 'c-2' } };
    const { client } = clientOf(transport, [answer]);
    const expected = { status: 502, code: 'sdk.unexpected-answer', correlationId: 'c-2' };
    await expect(client.getShop()).rejects.toMatchObject(expected);
  });

  test('when an answer has no body, then there is none', async () => {
    const { client } = clientOf(transport, [{ status: 202, text: '' }]);
    expect(await client.recordBehaviour({ body: { events: [] } })).toBeUndefined();
  });

  test.each([
    ['a lost connection', 'lost'],
    ['silence', 'silent'],
    ['too many requests', { status: 429 }],
    ['unavailable', { status: 503 }],
  ] as const)('when %s is over at the second try, then reading and keyed commands work', async (_, failure) => {
    const reading = clientOf(transport, [failure, { status: 200, body: {} }], { timeoutMs: 20 });
    await reading.client.getShop();
    expect(reading.server.heard).toHaveLength(2);
    const ordering = clientOf(transport, [failure, { status: 201, body: {} }], { timeoutMs: 20 });
    await ordering.client.placeOrder(order);
    const keys = ordering.server.heard.map(({ headers }) => headers['idempotency-key']);
    expect(keys).toEqual(['key-1', 'key-1']);
  });

  test.each([
    ['lost', { status: 0, code: 'sdk.unreachable' }],
    [
      { status: 503, body: { code: 'request.busy' } },
      { status: 503, code: 'request.busy' },
    ],
  ] as const)('when a command without a key meets %j, then it is not sent again', async (failure, expected) => {
    const { client, server } = clientOf(transport, [failure, { status: 200, body: {} }]);
    await expect(client.createDevSession({ body: {} })).rejects.toMatchObject(expected);
    expect(server.heard).toHaveLength(1);
  });

  test('when it stays unavailable, then the third refusal is the answer', async () => {
    const busy = { status: 503, body: { code: 'request.busy' } };
    const { client, server } = clientOf(transport, [busy, busy, busy]);
    await expect(client.getShop()).rejects.toMatchObject({ code: 'request.busy' });
    expect(server.heard).toHaveLength(3);
  });

  test.each([
    ['2', 2_000],
    ['3600', 5_000],
  ])('when the platform asks to wait %s s, then the next try comes after %i ms', async (asked, expected) => {
    const busy = { status: 429, headers: { 'Retry-After': asked } };
    const { client, waited } = clientOf(transport, [busy, { status: 200, body: {} }]);
    await client.getShop();
    expect(waited).toEqual([expected]);
  });

  test('when an earlier answer comes again, then the listener is told', async () => {
    const heard: ReplyNotice[] = [];
    const headers = { 'Idempotent-Replayed': 'true', 'X-Correlation-Id': 'c-3' };
    const { client } = clientOf(transport, [{ status: 201, body: {}, headers }], { onReply: (one) => heard.push(one) });
    await client.placeOrder(order);
    expect(heard).toEqual([{ operation: 'placeOrder', status: 201, correlationId: 'c-3', replayed: true }]);
  });

  test('when the token changes, then the next call has the new one', async () => {
    const tokens = ['first', undefined];
    const token = async () => tokens.shift();
    const { client, server } = clientOf(transport, [{ status: 200 }, { status: 200 }], { token });
    await client.getShop({ correlationId: 'mine' });
    await client.getShop();
    expect(server.heard.map(({ headers }) => headers.authorization)).toEqual(['Bearer first', undefined]);
    expect(server.heard[0]?.headers['x-correlation-id']).toBe('mine');
  });
});

test('given wx.request, which knows no PATCH, when one is asked for, then it fails at once', async () => {
  const { client, server } = clientOf('wx.request', []);
  await expect(client.patchMe({ body: {} })).rejects.toMatchObject({ code: 'sdk.method-not-possible' });
  expect(server.heard).toHaveLength(0);
});
