import { offer } from '../buyer.ts';
import type { Walked } from './orders.ts';
import type { Walker } from './walker.ts';

const SKU = 'WALK-LATER';

/** More is sold than there is, and comes in later: the order gets it. */
export async function backorders({ call, people, platform }: Walker): Promise<void> {
  await offer(people.staff, SKU, { stock: 1 });
  await call('putStockSettings', { params: { sku: SKU, locationId: 'main' }, body: { backorder: { limit: 5 } } });
  const payment = { provider: 'sandbox', token: 'approve' };
  const { orderId } = await call<Walked>('placeOrder', {
    body: { channel: 'web', lines: [{ sku: SKU, quantity: 3 }], payment },
  });
  const awaited = async () =>
    (await call<{ awaited?: object[] }>('getOrder', { params: { orderId } })).awaited?.length ?? 0;
  if ((await awaited()) === 0) throw new Error('nothing is awaited');
  await call('receiveStock', { body: { sku: SKU, locationId: 'main', quantity: 2, reference: 'walk-later' } });
  await platform.idle();
  if ((await awaited()) > 0) throw new Error('what came in was not given to who waited');
}
