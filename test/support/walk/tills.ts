import { offer } from '../buyer.ts';
import { eventually } from '../platform.ts';
import { inLanes } from '../route-calls.ts';
import { CUP } from './shop-work.ts';
import type { Walker } from './walker.ts';

/** More products than the commit of one sale takes. */
const PRODUCTS = Array.from({ length: 20 }, (_, index) => `WALK-TILL-${index}`);

const PRICE = 100;

const sale = (sequence: number, skus: readonly string[]) => ({
  sequence,
  soldAt: '2026-11-21T08:00:00.000Z',
  lines: skus.map((sku) => ({ sku, quantity: 1, unitPrice: PRICE })),
  payments: [{ method: 'cash', amount: PRICE * skus.length }],
});

/** A till that was cut off tells what it sold: a small sale twice, and a large one. */
export async function tills({ call, people, platform }: Walker): Promise<void> {
  await inLanes(PRODUCTS, 4, (sku) => offer(people.staff, sku, { stock: 2 }));
  const till = { tillId: 'walk-till', locationId: 'store-1', currency: 'CNY' };
  await call('recordTillOrders', { body: { ...till, orders: [sale(1, [CUP]), sale(1, [CUP])] } });
  const coupons = [{ code: 'WALK10', amount: 10 }];
  const large = { ...sale(3, PRODUCTS), coupons };
  await call('recordTillOrders', { body: { ...till, locationId: 'main', orders: [large] } });
  await call('getTill', { params: { tillId: 'walk-till' } });
  await eventually(async () => {
    platform.fireSchedule('local-orders-finish-stock-work');
    await platform.idle();
    const { body } = await people.staff.send('GET', `/v1/admin/stock/${PRODUCTS.at(-1)}`);
    return (body as { locations: { onHand: number }[] }).locations[0]?.onHand === 1;
  });
}
