import { offer, ship } from '../buyer.ts';
import { tellCaptured } from '../money.ts';
import { eventually } from '../platform.ts';
import { inLanes } from '../route-calls.ts';
import { place, type Walked } from './orders.ts';
import type { Walker } from './walker.ts';

/** More products than one transaction takes: the orders' stock moves in parts. */
export const PRODUCTS = Array.from({ length: 100 }, (_, index) => `WALK-MANY-${index}`);

function placeLarge({ call }: Walker, token: string): Promise<Walked> {
  const lines = PRODUCTS.map((sku) => ({ sku, quantity: 1 }));
  return call<Walked>('placeOrder', { body: { channel: 'web', lines, payment: { provider: 'sandbox', token } } });
}

/** Money comes after all: the expired orders are held again and PAID. */
async function lateMoney({ call, platform }: Walker, expired: Walked[]): Promise<void> {
  for (const { orderId, payment, total } of expired) {
    await tellCaptured(platform, payment.paymentId, total);
    const { status } = await call<Walked>('getOrder', { params: { orderId } });
    if (status !== 'PAID') throw new Error(`late money left the order ${status}`);
  }
}

/** Large orders: one shipped, one cancelled, some that expire; at the end no part of their stock is still to be moved. */
export async function largeOrders(walker: Walker): Promise<void> {
  const { call, people, platform } = walker;
  await inLanes(PRODUCTS, 4, (sku) => offer(people.staff, sku, { stock: 5 }));
  const left = [await placeLarge(walker, 'pending'), await place(walker, 'pending')];
  const shipped = await placeLarge(walker, 'approve');
  await ship(people.staff, shipped.orderId);
  const { orderId } = await placeLarge(walker, 'pending');
  await call('cancelOrder', { params: { orderId } });
  await eventually(async () => {
    for (const name of ['finish-stock-work', 'expire-reservations']) platform.fireSchedule(`local-orders-${name}`);
    await platform.idle();
    const now = await Promise.all(
      left.map((order) => call<Walked>('getOrder', { params: { orderId: order.orderId } })),
    );
    return now.every(({ status }) => status === 'EXPIRED');
  });
  await lateMoney(walker, left);
}
