import { allot, StockMoved } from '../../../functions/inventory/holds.ts';
import { findAdmission, moveAdmission } from '../../../functions/orders/admission-store.ts';
import { endAdmission, finishAdmission } from '../../../functions/orders/hot-order.ts';
import { holdForCheckout } from '../../../functions/orders/stock-work.ts';
import { commit } from '../../../shared/platform/transaction.ts';
import { anOrder } from '../../support/an-order.ts';

jest.mock('../../../functions/orders/admission-store.ts', () => ({
  AdmissionMoved: class extends Error {},
  findAdmission: jest.fn(),
  moveAdmission: jest.fn(),
}));
jest.mock('../../../functions/orders/admission-allowance.ts', () => ({ returnAllowance: () => [] }));
jest.mock('../../../functions/orders/stock-work.ts', () => ({ holdForCheckout: jest.fn() }));
jest.mock('../../../functions/orders/checkout.ts', () => ({
  orderOf: () => ({ order: anOrder({}), payment: { status: 'open' } }),
  commitOrUndo: jest.requireActual('../../../functions/orders/checkout.ts').commitOrUndo,
}));
jest.mock('../../../functions/orders/domain/reply.ts', () => ({ placedFact: () => ({}) }));
jest.mock('../../../functions/payments/holds.ts', () => ({ openPayment: () => ({}) }));
jest.mock('../../../shared/platform/outbox.ts', () => ({ announce: () => ({}) }));
jest.mock('../../../shared/platform/batch-get.ts', () => ({ batchGet: async () => new Map() }));
jest.mock('../../../shared/platform/transaction.ts', () => ({ MAX_ACTIONS: 100, commit: jest.fn() }));
jest.mock('../../../functions/inventory/holds.ts', () => ({
  ...jest.requireActual('../../../functions/inventory/holds.ts'),
  shelfFrom: async () => ({ levels: [], rules: {} }),
  allot: jest.fn(),
}));

process.env.STAGE = 'local';

const SIDE = { sku: 'SIDE', quantity: 1, line: 1 };
const held = {
  joiner: { pk: 'COMMAND#a', customerId: 'a', correlationId: 'c', joinedAt: '2026-01-01T00:00:00.000Z', wants: [] },
  state: 'held',
  due: '9999-01-01T00:00:00.000Z',
  prepared: { request: { channel: 'web', lines: [] }, evaluation: { uses: [] }, rest: [SIDE], holdSeconds: 60 },
};

/** What became of the admission: `placed`, `refused`, or nothing yet. */
const states = () => jest.mocked(moveAdmission).mock.calls.map(([, , { state }]) => state);

beforeEach(() => {
  jest.clearAllMocks();
  jest.mocked(findAdmission).mockResolvedValue(held as never);
  jest.mocked(allot).mockReturnValue({ allotments: [{ sku: 'SIDE', locationId: 'main', quantity: 1 }] });
  jest
    .mocked(holdForCheckout)
    .mockReset()
    .mockResolvedValue({ actions: [], undo: async () => undefined });
});

const moves = (times: number) => {
  for (let time = 0; time < times; time += 1) jest.mocked(holdForCheckout).mockRejectedValueOnce(new StockMoved(1));
};

test('given a rest of the cart that moved between look and commit, then it is looked at again, and the order is placed', async () => {
  moves(2);
  await finishAdmission('COMMAND#a', 'm');
  expect(states()).toEqual(['placed']);
});

test('given that another look finds nothing left, then he is refused', async () => {
  moves(1);
  jest
    .mocked(allot)
    .mockReturnValueOnce({ allotments: [] })
    .mockReturnValueOnce({ soldOut: [SIDE] });
  await finishAdmission('COMMAND#a', 'm');
  expect(states()).toEqual(['refused']);
});

test('given that it moves whenever it is looked at, then nothing is decided, and the message comes again', async () => {
  moves(20);
  await expect(finishAdmission('COMMAND#a', 'm')).rejects.toBeInstanceOf(StockMoved);
  expect(states()).toEqual([]);
});

test('given a clock that runs ahead of the one by which goods were held, then the order is made all the same', async () => {
  jest.mocked(findAdmission).mockResolvedValue({ ...held, due: '2020-01-01T00:00:00.000Z' } as never);
  await finishAdmission('COMMAND#a', 'm');
  expect(states()).toEqual(['placed']);
});

test('given goods of which no order was made in time, then they go back; what was placed meanwhile is left alone', async () => {
  await endAdmission('COMMAND#a', 'm');
  expect(states()).toEqual(['refused']);
  jest.mocked(findAdmission).mockResolvedValue({ ...held, state: 'placed' } as never);
  await endAdmission('COMMAND#a', 'm');
  expect(states()).toEqual(['refused']);
});

test('given a rest of the cart that is held in parts, when the order is not made, then they are given back at once', async () => {
  const undo = jest.fn(async () => undefined);
  jest.mocked(holdForCheckout).mockResolvedValue({ actions: [], undo });
  jest.mocked(commit).mockRejectedValueOnce(new Error('away'));
  await expect(finishAdmission('COMMAND#a', 'm')).rejects.toThrow('away');
  expect(undo).toHaveBeenCalledTimes(1);
});
