import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sandbox } from '../../../functions/payments/sandbox-provider.ts';
import { exchange } from '../../../shared/platform/exchange.ts';
import { replaceWorld } from '../../../shared/platform/world.ts';
import { stillWorld } from '../../support/still-world.ts';

const at = '2026-11-21T08:00:00.000Z';
const payment = {
  paymentId: 'pay_1',
  orderId: 'order_1',
  provider: 'sandbox',
  token: 'approve',
  amount: 4_900,
  currency: 'CNY',
  status: 'charging' as const,
  version: 1,
  openedAt: at,
  changedAt: at,
};
const refund = {
  refundId: 'refund_1',
  paymentId: 'pay_1',
  orderId: 'order_1',
  provider: 'sandbox',
  amount: 900,
  currency: 'CNY',
  status: 'asked' as const,
  reason: 'returned' as const,
  lines: [],
  version: 1,
  askedAt: at,
  changedAt: at,
};

let asked: { method: string; path: string; body: unknown }[];

/** The provider answers every question like this. */
function answering(status: number, text: string): void {
  asked = [];
  const answer = async (request: Parameters<typeof exchange>[0]) => {
    asked.push({ method: request.method, path: request.url.pathname, body: JSON.parse(request.body ?? '') });
    return { status, text };
  };
  replaceWorld({ ...stillWorld, exchange: answer });
}

beforeEach(() => {
  process.env.SANDBOX_PROVIDER_URL = 'http://books.example/payments';
});

afterEach(() => {
  delete process.env.SANDBOX_PROVIDER_URL;
  replaceWorld();
});

const codeOf = (act: Promise<unknown>) =>
  act.then(
    () => undefined,
    (error: { code?: string }) => error.code,
  );

test.each([
  ['captured', { status: 'captured' }],
  ['declined', { status: 'declined', amount: 4_900, currency: 'CNY' }],
  ['pending', { status: 'pending', somethingElse: 1 }],
])('given a provider that says %s, then that is the outcome', async (outcome, reply) => {
  answering(200, JSON.stringify(reply));
  expect(await sandbox.capture(payment)).toBe(outcome);
  const body = { token: 'approve', amount: 4_900, currency: 'CNY' };
  expect(asked).toEqual([{ method: 'PUT', path: '/payments/captures/pay_1', body }]);
});

test.each([
  ['another amount', 200, '{"status":"captured","amount":4901}'],
  ['another currency', 200, '{"status":"captured","amount":4900,"currency":"USD"}'],
  ['an unknown word', 200, '{"status":"CAPTURED"}'],
  ['an amount in words', 200, '{"status":"captured","amount":"4900"}'],
  ['garbage', 200, '<html>'],
  ['nothing', 200, ''],
  ['a list', 200, '[{"status":"captured"}]'],
  ['a fault', 500, '{"status":"captured"}'],
  ['a conflict', 409, '{"status":"captured"}'],
  ['a redirect', 302, '{"status":"captured"}'],
])('given a provider that answers with %s, then the money is in doubt, never captured', async (_, status, text) => {
  answering(status, text);
  expect(await codeOf(sandbox.capture(payment))).toBe('payments.provider-silent');
});

test.each([
  [200, '{"status":"refunded"}', undefined],
  [200, '{"status":"refunded","amount":901}', 'payments.provider-silent'],
  [200, '{"status":"captured"}', 'payments.provider-silent'],
  [503, '{"status":"refunded"}', 'payments.provider-silent'],
  [404, '{}', 'payments.refund-refused'],
  [409, '{}', 'payments.refund-refused'],
])('given a provider that answers a refund with %s %s, then: %s', async (status, text, code) => {
  answering(status, text);
  expect(await codeOf(sandbox.refund(refund))).toBe(code);
  const body = { paymentId: 'pay_1', amount: 900, currency: 'CNY' };
  expect(asked).toEqual([{ method: 'PUT', path: '/payments/refunds/refund_1', body }]);
});

describe('given a provider behind a real connection', () => {
  let server: Server;

  const listen = async (answer: Parameters<typeof createServer>[1]) => {
    server = createServer(answer);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    process.env.SANDBOX_PROVIDER_URL = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    replaceWorld({ ...stillWorld, exchange: (request) => exchange({ ...request, timeoutMs: 200 }) });
  };

  afterEach(() => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  });

  test('when its reply is huge, then it is cut off and the money is in doubt', async () => {
    const huge = JSON.stringify({ status: 'captured', more: 'x'.repeat(1_000_000) });
    await listen((_request, response) => response.end(huge));
    expect(await codeOf(sandbox.capture(payment))).toBe('payments.provider-silent');
  });

  test('when it is silent, hangs up, or lets its reply drip, then the same', async () => {
    let turn = 0;
    const dripping = (response: { write(text: string): boolean; destroyed: boolean }) => {
      if (!response.destroyed && response.write(' ')) setTimeout(() => dripping(response), 20);
    };
    await listen((request, response) => {
      turn += 1;
      if (turn === 1) return;
      if (turn === 2) request.destroy();
      else dripping(response);
    });
    for (const _ of ['silent', 'hangs up', 'drips'])
      expect(await codeOf(sandbox.capture(payment))).toBe('payments.provider-silent');
    expect(turn).toBe(3);
  });
});

test('given a stage that names no books, then the token alone decides, and nobody is asked', async () => {
  answering(500, '');
  delete process.env.SANDBOX_PROVIDER_URL;
  expect(await sandbox.capture(payment)).toBe('captured');
  await expect(sandbox.refund(refund)).resolves.toBeUndefined();
  expect(asked).toEqual([]);
});
