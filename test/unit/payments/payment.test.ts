import {
  askFor,
  type Payment,
  type PaymentStatus,
  postpone,
  settle,
} from '../../../functions/payments/domain/payment.ts';
import { sandboxOutcome } from '../../../functions/payments/domain/sandbox.ts';
import { providerNamed } from '../../../functions/payments/providers.ts';
import { codeThrownBy } from '../../support/an-order.ts';

const STATUSES: PaymentStatus[] = ['pending', 'charging', 'captured', 'declined', 'closed', 'refunding', 'refunded'];

const LEGAL = new Set([
  'pending charging',
  'pending captured',
  'pending declined',
  'pending closed',
  'charging captured',
  'charging declined',
  'captured refunding',
  'declined captured',
  'closed captured',
  'refunding refunded',
]);

const payment = (status: PaymentStatus): Payment => ({
  paymentId: 'pay_1',
  orderId: 'order_1',
  provider: 'sandbox',
  token: 'approve',
  amount: 4_900,
  currency: 'CNY',
  status,
  version: 1,
  openedAt: '2026-11-21T08:00:00.000Z',
  changedAt: '2026-11-21T08:00:00.000Z',
});

const PAIRS = STATUSES.flatMap((from) => STATUSES.map((to): [PaymentStatus, PaymentStatus] => [from, to]));

test.each(PAIRS)('given a payment that is %s, when it shall become %s, then the table decides', (from, to) => {
  const now = '2026-11-21T08:05:00.000Z';
  const act = () => settle(payment(from), to, now);
  if (!LEGAL.has(`${from} ${to}`)) expect(codeThrownBy(act)).toBe('payments.illegal-step');
  else expect(act()).toEqual({ ...payment(from), status: to, version: 2, changedAt: now });
});

test('given a payment in doubt, when there is no answer, then it is asked about later and later, two minutes at most', () => {
  const now = '2026-11-21T08:00:00.000Z';
  let doubtful = askFor(payment('pending'), 'approve', now, now);
  const waits = [1, 2, 3, 4, 5].map((attempts) => {
    doubtful = postpone(doubtful, now);
    expect(doubtful).toMatchObject({ attempts, status: 'charging', version: 2 + attempts });
    return (Date.parse(doubtful.dueAt ?? '') - Date.parse(now)) / 1000;
  });
  expect(waits).toEqual([30, 60, 120, 120, 120]);
  expect(settle(doubtful, 'captured', now)).toEqual({ ...payment('captured'), version: 8, changedAt: now });
});

test.each([
  ['approve', 'captured', true],
  ['decline', 'declined', true],
  ['pending', 'pending', false],
  [undefined, 'pending', false],
] as const)(
  'given the sandbox token %s, then it is %s, at once: %s, however often it is asked',
  async (token, outcome, atOnce) => {
    const sandbox = providerNamed('sandbox');
    expect(sandbox.takesAtOnce(token)).toBe(atOnce);
    const asked = { ...payment('charging'), token };
    expect(await Promise.all([sandbox.capture(asked), sandbox.capture(asked)])).toEqual([outcome, outcome]);
  },
);

test.each(['toString', 'constructor', 'cash', ''])(
  'given "%s" for a token or a provider, then it is refused',
  (name) => {
    expect(codeThrownBy(() => sandboxOutcome(name))).toBe('payments.bad-token');
    expect(codeThrownBy(() => providerNamed(name))).toBe('payments.unknown-provider');
  },
);
