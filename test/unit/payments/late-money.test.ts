import { StockMoved } from '../../../functions/inventory/holds.ts';
import { findOrder, holdAgain } from '../../../functions/orders/holds.ts';
import type { Payment } from '../../../functions/payments/domain/payment.ts';
import { takeLateMoney } from '../../../functions/payments/late-money.ts';
import { finishRefund } from '../../../functions/payments/refund.ts';
import { DomainError, type ErrorKind } from '../../../shared/kernel/errors.ts';
import { startRun } from '../../../shared/platform/run.ts';
import { commit } from '../../../shared/platform/transaction.ts';
import { anOrder, PLACED_AT } from '../../support/an-order.ts';

jest.mock('../../../functions/orders/holds.ts', () => ({
  findOrder: jest.fn(),
  holdAgain: jest.fn(),
  reviveOrder: () => [],
}));
jest.mock('../../../functions/payments/refund.ts', () => ({ finishRefund: jest.fn(), finishRefunds: jest.fn() }));
jest.mock('../../../shared/platform/transaction.ts', () => ({ MAX_ACTIONS: 100, commit: jest.fn() }));

process.env.STAGE = 'local';
process.env.IN_DOUBT_SECONDS = '60';

const closed: Payment = {
  paymentId: 'pay_1',
  orderId: 'order_1',
  provider: 'sandbox',
  amount: 4_900,
  currency: 'CNY',
  status: 'closed',
  version: 2,
  openedAt: PLACED_AT,
  changedAt: PLACED_AT,
};

const undo = jest.fn();
const take = () => takeLateMoney(closed, startRun('c1', 'r1'), []);
const named = (told: Error) => [(told as { code?: string }).code ?? told.name, told] as const;
const error = (kind: ErrorKind, code: string) => new DomainError(kind, code, 'told by the test');

beforeEach(() => {
  jest.resetAllMocks();
  jest.mocked(findOrder).mockResolvedValue(anOrder({ status: 'EXPIRED' }));
  jest.mocked(holdAgain).mockImplementation(async (order) => ({ order, actions: [], undo }));
});

test.each(
  [
    error('unavailable', 'request.busy'),
    error('unavailable', 'orders.took-too-long'),
    error('conflict', 'request.conflict'),
    error('conflict', 'orders.changed-meanwhile'),
    Object.assign(new Error('already applied'), { name: 'AlreadyApplied' }),
  ].map(named),
)('given late money, when its goods cannot be held just now (%s), then it is told again and stays', async (_, busy) => {
  jest.mocked(commit).mockRejectedValueOnce(busy);
  await expect(take()).rejects.toBe(busy);
  expect([undo.mock.calls.length, jest.mocked(finishRefund).mock.calls.length]).toEqual([1, 0]);
});

test.each([new StockMoved(0), error('conflict', 'promotions.budget-gone')].map(named))(
  'given late money, when what it was for is gone (%s), then it goes back',
  async (_, gone) => {
    jest.mocked(commit).mockRejectedValueOnce(gone);
    await take();
    expect(jest.mocked(finishRefund)).toHaveBeenCalledTimes(1);
  },
);

test('given late money, when its goods are there, then it stays', async () => {
  await take();
  expect(jest.mocked(commit)).toHaveBeenCalledTimes(1);
  expect(jest.mocked(finishRefund)).not.toHaveBeenCalled();
});
