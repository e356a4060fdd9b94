/**
 * Hears OrderCompleted, OrderCancelled and ReturnReceived: a completed first order earns its referrer a coupon, one that
 * comes back whole takes it away again while it is unused. Promise: one coupon a referral at most, whatever is heard twice,
 * late or in another order: how the order stands now decides, and each step of a referral is taken once.
 */
import type { EventContract } from '../../events/contract.ts';
import { OrderCancelled } from '../../events/orders/order-cancelled.v1.ts';
import { OrderCompleted } from '../../events/orders/order-completed.v1.ts';
import { ReturnReceived } from '../../events/orders/return-received.v1.ts';
import { batchConsumerHandler } from '../../shared/platform/consumer.ts';
import { retryWhenChanged } from '../../shared/platform/retry.ts';
import type { Run } from '../../shared/platform/run.ts';
import { isAllBack, readOrders } from '../orders/holds.ts';
import { stepOf } from './domain/referral.ts';
import { settle } from './settling.ts';
import { referralsOf } from './store.ts';

type Told = { orderId: string; customerId: string };

const contracts: EventContract<Told>[] = [OrderCompleted, OrderCancelled, ReturnReceived];

async function settleAll(told: readonly Told[], run: Run): Promise<void> {
  const orderIds = new Set(told.map(({ orderId }) => orderId));
  const brought = await referralsOf(told.map(({ customerId }) => customerId));
  const referrals = brought.filter(({ orderId }) => orderIds.has(orderId));
  const orders = await readOrders(referrals.map(({ orderId }) => orderId));
  for (const order of orders) {
    const referral = referrals.find(({ orderId }) => orderId === order.orderId);
    const step = referral && stepOf(referral, { status: order.status, isAllBack: isAllBack(order) });
    if (step) await settle(referral, step, run);
  }
}

export const handler = batchConsumerHandler(contracts, async (events, run) => {
  const told = events.map(({ data }) => data);
  await retryWhenChanged(() => settleAll(told, run));
  return { failed: [] };
});
