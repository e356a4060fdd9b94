import { eventually } from '../platform.ts';
import { TEA } from './shop-work.ts';
import type { Walker } from './walker.ts';

const ALWAYS = { validFrom: '2020-01-01T00:00:00Z', validTo: '2090-01-01T00:00:00Z' };

const terms = { ...ALWAYS, kind: 'amount-off', layer: 'coupon', effect: { amount: 10 } };

interface Job {
  jobId: string;
  state: string;
  codes: { code: string }[];
}

async function publish({ call }: Walker, body: object): Promise<string> {
  const { promotionId } = await call<{ promotionId: string }>('createPromotion', { body: { ...body } });
  await call('publishPromotion', { params: { promotionId } });
  return promotionId;
}

const buy = ({ call, people }: Walker, couponCodes: string[]) =>
  call('placeOrder', {
    as: people.customer,
    body: {
      channel: 'web',
      lines: [{ sku: TEA, quantity: 1 }],
      couponCodes,
      payment: { provider: 'sandbox', token: 'approve' },
    },
  });

/** More codes than one run of the worker issues; one of them and a claimed one are used. */
export async function unique(walker: Walker): Promise<void> {
  const { call, people, platform } = walker;
  const promotionId = await publish(walker, { ...terms, name: 'Unique', coupon: { mode: 'unique' } });
  const issue = { params: { promotionId }, body: { mode: 'unique', count: 2_000 } };
  const { jobId } = await call<Job>('issueCoupon', issue);
  const params = { promotionId, jobId };
  // One that nobody asks about hands on to itself; one that is asked about at once is pushed.
  await platform.idle();
  const second = await call<Job>('issueCoupon', issue);
  await call<Job>('getCouponJob', { params: { promotionId, jobId: second.jobId } });
  await eventually(async () => (await call<Job>('getCouponJob', { params })).state === 'done');
  await call('listCouponJobs', { params: { promotionId }, query: { limit: '1' } });
  const { codes } = await call<Job>('getCouponJob', { params, query: { limit: '1' } });
  await buy(walker, [codes[0]?.code ?? '']);
  const { code } = await call<{ code: string }>('claimCoupon', { as: people.customer, body: { promotionId } });
  await buy(walker, [code]);
  await call('listMyCoupons', { as: people.customer, query: { limit: '1' } });
}

/** A budget that is spent at once, told of and ended with it. */
export async function budgets(walker: Walker): Promise<void> {
  const { call, platform } = walker;
  const limits = { budget: 10, autoStop: true };
  const coupon = { mode: 'single', code: 'WALKSPENT' };
  const promotionId = await publish(walker, { ...terms, name: 'Spent', limits, coupon });
  await buy(walker, ['WALKSPENT']);
  await eventually(async () => {
    platform.fireSchedule('local-promotions-watch-budgets');
    await platform.idle();
    return (await call<{ isClosed: boolean }>('getBudget', { params: { promotionId } })).isClosed;
  });
}

/** A coupon whose budget nobody exhausts: its use is spent by whoever settles the payment. */
export async function limitedCoupon(walker: Walker, code: string): Promise<void> {
  const coupon = { mode: 'single', code };
  await publish(walker, { ...terms, name: 'Limited', limits: { budget: 100_000 }, coupon });
}
