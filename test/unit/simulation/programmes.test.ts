import { drawsFair } from '../../simulation/invariants/draws.ts';
import { issuesWhole } from '../../simulation/invariants/issues.ts';
import { refundBound } from '../../simulation/invariants/refund-bound.ts';
import { nothingOverwritten } from '../../simulation/invariants/written-once.ts';
import { History, START } from './hand-made.ts';

const at = (milliseconds: number) => new Date(START + milliseconds).toISOString();

describe('draws for prizes', () => {
  const prizes = [{ prizeId: 'cup', count: 2 }];
  const lottery = { perCustomer: 1, validFrom: at(0), validTo: at(1_000), prizes };
  const pool = (left: number) => ({ pk: 'LOTTERY#l', sk: 'POOL#cup', left });
  const open = () =>
    new History(drawsFair).commit({ lotteries: [{ pk: 'LOTTERY#l', sk: 'LOTTERY', lottery }, pool(2)] });
  const drawn = (more: object = {}, marks: { turns?: number; order?: string } = {}) => {
    const draw = { drawId: 'd', n: 1, at: at(5), promotionId: 'l', customerId: 'ann', prizeId: 'cup', ...more };
    const turn = { pk: 'LOTTERY#l', sk: 'CUSTOMER#ann', drawn: marks.turns ?? draw.n };
    const order = marks.order ? [{ pk: `ORDER#${marks.order}`, sk: 'LOTTERY#l' }] : [];
    return [{ pk: 'DRAWS#l', sk: `${draw.at}#d`, ...draw }, turn, ...order];
  };

  test('that are made in time, counted and taken from the pool pass', () => {
    const history = open().commit({ lotteries: [...drawn({ orderId: 'o' }, { order: 'o' }), pool(1)] });
    expect(history.quiet().violations).toEqual([]);
  });

  test('out of their time, too many, uncounted, or for an order that stays unused are caught', () => {
    for (const draw of [drawn({ at: at(-1) }), drawn({ at: at(1_000) }), drawn({ n: 2 }), drawn({}, { turns: 7 })])
      expect(open().commit({ lotteries: draw }).violations).toHaveLength(1);
    expect(open().commit({ lotteries: drawn({ orderId: 'o' }) }).violations).toHaveLength(1);
    expect(new History(drawsFair).commit({ lotteries: drawn() }).violations).toHaveLength(1);
  });

  test('more prizes than there are, or a pool that does not add up, are caught', () => {
    expect(open().commit({ lotteries: [pool(-1)] }).violations).toHaveLength(1);
    expect(open().commit({ lotteries: drawn() }).quiet().violations).toHaveLength(1);
  });

  test('a prize is handed over once, and in time', () => {
    const won = { pk: 'PRIZE#p', sk: 'PRIZE', redeemUntil: at(1_000) };
    const fetched = (moment: number) => ({ ...won, redeemedAt: at(moment) });
    const history = open().commit({ lotteries: [won] });
    expect(history.commit({ lotteries: [fetched(10)] }).violations).toEqual([]);
    expect(history.commit({ lotteries: [fetched(20)] }).violations).toHaveLength(1);
    expect(
      open()
        .commit({ lotteries: [won] })
        .commit({ lotteries: [fetched(1_000)] }).violations,
    ).toHaveLength(1);
  });
});

describe('issues of codes', () => {
  const job = (more: object = {}) => ({ pk: 'COUPONS#j', sk: 'JOB', jobId: 'j', count: 2, taken: [], ...more });
  const codes = (many: number) =>
    Array.from({ length: many }, (_, n) => ({ pk: `COUPON#${n}`, sk: 'COUPON', jobId: 'j' }));
  const quiet = (many: number, more: object = {}, status = 202) =>
    new History(issuesWhole)
      .reply({ path: '/v1/admin/promotions/p/coupons', status, reply: { jobId: 'j' } })
      .commit({ promotions: [job(more), ...codes(many)] })
      .quiet().violations;
  test('are as many as were ordered; those that nobody was told of may be none', () => {
    expect(quiet(2)).toEqual([]);
    expect(quiet(0, {}, 500)).toEqual([]);
    for (const many of [0, 1, 3]) expect(quiet(many)).toHaveLength(1);
    expect(quiet(1, {}, 500)).toHaveLength(1);
    expect(quiet(2, { taken: [1] })).toHaveLength(1);
  });
});

test('a refund fails by the word of the provider, or after long silence', () => {
  const failed = (after: number) =>
    new History(refundBound).after(after).commit({
      payments: [
        {
          pk: 'PAYMENT#p',
          sk: 'REFUND#r',
          ...{ refundId: 'r', paymentId: 'p', amount: 1, status: 'failed', askedAt: at(0) },
          failure: 'payments.provider-silent',
        },
      ],
    }).violations;
  expect(failed(60_000)).toHaveLength(1);
  expect(failed(3_600_000)).toEqual([]);
});

test('a counter within an item counts up one by one, too', () => {
  const standing = (version: number) => ({
    pk: 'CUSTOMER#a',
    sk: 'STANDING',
    _et: 'Standing',
    standing: { version },
  });
  const history = new History(nothingOverwritten).commit({ customers: [standing(1)] });
  expect(history.commit({ customers: [standing(2)] }).violations).toEqual([]);
  expect(history.commit({ customers: [standing(2)] }).violations).toHaveLength(1);
});
