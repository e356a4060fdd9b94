import { offer, ship } from '../buyer.ts';
import { tellCaptured } from '../money.ts';
import { eventually } from '../platform.ts';
import { inLanes } from '../route-calls.ts';
import type { Walked } from './orders.ts';
import type { Walker } from './walker.ts';

/** More products than one transaction takes: the orders' stock moves in parts. */
export const PRODUCTS = Array.from({ length: 60 }, (_, index) => `WALK-MANY-${index}`);

function placeLarge({ call }: Walker, token: string): Promise<Walked> {
  const lines = PRODUCTS.map((sku) => ({ sku, quantity: 1 }));
  const more = { couponCodes: ['WALK10'], payment: { provider: 'sandbox', token } };
  return call<Walked>('placeOrder', { body: { channel: 'web', lines, ...more } });
}

/** Money comes after all, told by the provider and by hand: the expired orders are held again and PAID. */
async function lateMoney({ call, platform }: Walker, [one, other]: [Walked, Walked]): Promise<void> {
  await tellCaptured(platform, one.payment.paymentId, one.total);
  await call('settleSandbox', { params: { paymentId: other.payment.paymentId }, body: { outcome: 'approve' } });
  for (const { orderId } of [one, other]) {
    const { status } = await call<Walked>('getOrder', { params: { orderId } });
    if (status !== 'PAID') throw new Error(`late money left the order ${status}`);
  }
}

/** Large orders: one shipped, one cancelled, some that expire; at the end no part of their stock is still to be moved. */
export async function largeOrders(walker: Walker): Promise<void> {
  const { call, people, platform } = walker;
  await inLanes(PRODUCTS, 4, (sku) => offer(people.staff, sku, { stock: 6 }));
  const left: [Walked, Walked] = [await placeLarge(walker, 'pending'), await placeLarge(walker, 'pending')];
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
