import { ApiError } from '../../../clients/sdk/src/api-error.ts';
import { isRefused, once, openAttempt } from '../../../clients/storefront/src/once.ts';

const kept = new Map<string, string>();

beforeAll(() => {
  const area = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
  Object.assign(globalThis, { sessionStorage: area });
});

beforeEach(() => kept.clear());

const answer = (status: number, code: string) => new ApiError({ status, code });

type Sent = { body: string; key: string };

const recorder = (outcomes: (string | Error)[]) => {
  const sent: Sent[] = [];
  const send = async (body: string, key: string) => {
    sent.push({ body, key });
    const outcome = outcomes.shift() ?? 'done';
    if (outcome instanceof Error) throw outcome;
    return outcome;
  };
  return { sent, send };
};

describe('given a command that must happen once', () => {
  test('when it is clicked twice, then it is sent once and both get the answer', async () => {
    const { sent, send } = recorder(['order']);
    const answers = await Promise.all([once('checkout', 'a', send), once('checkout', 'a', send)]);
    expect(answers).toEqual(['order', 'order']);
    expect(sent).toHaveLength(1);
    expect(openAttempt('checkout')).toBeUndefined();
  });

  test('when the answer is lost, then the next try has the same key and body, whatever is asked by then', async () => {
    const { sent, send } = recorder([answer(0, 'sdk.unreachable'), 'order']);
    await expect(once('checkout', 'a', send)).rejects.toMatchObject({ code: 'sdk.unreachable' });
    expect(openAttempt('checkout')).toMatchObject({ body: 'a' });
    expect(await once('checkout', 'b', send)).toBe('order');
    expect(sent[1]).toEqual(sent[0]);
  });

  test('when it is refused, then the next try is a new command', async () => {
    const { sent, send } = recorder([answer(409, 'inventory.sold-out'), 'order']);
    await expect(once('checkout', 'a', send)).rejects.toMatchObject({ code: 'inventory.sold-out' });
    await once('checkout', 'b', send);
    expect(sent[1]?.body).toBe('b');
    expect(sent[1]?.key).not.toBe(sent[0]?.key);
  });

  test('when there are two of different names, then neither waits for the other', async () => {
    const { sent, send } = recorder([]);
    await Promise.all([once('pay 1', 'a', send), once('pay 2', 'b', send)]);
    expect(new Set(sent.map(({ key }) => key)).size).toBe(2);
  });
});

describe('given an answer', () => {
  test.each([
    [answer(409, 'orders.total-changed'), true],
    [answer(404, 'catalog.unknown-sku'), true],
    [answer(409, 'idempotency.in-flight'), false],
    [answer(429, 'request.too-many'), false],
    [answer(401, 'identity.bad-token'), false],
    [answer(500, 'server.fault'), false],
    [answer(0, 'sdk.unreachable'), false],
    [new Error('anything'), false],
  ])('when it is %p, then whether the shop refused for good is %p', (error, refused) => {
    expect(isRefused(error)).toBe(refused);
  });
});
