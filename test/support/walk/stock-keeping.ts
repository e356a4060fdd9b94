import { offer } from '../buyer.ts';
import { eventually } from '../platform.ts';
import { CUP, TEA } from './shop-work.ts';
import type { Walker } from './walker.ts';

type Transfer = { transferId: string };

/** A bundle is bought out of the stock of what it is made of. */
async function bundles({ call }: Walker): Promise<void> {
  const sku = 'WALK-SET';
  const price = { amount: 9_000, currency: 'CNY' };
  const bundle = [
    { sku: TEA, quantity: 2 },
    { sku: CUP, quantity: 1 },
  ];
  const body = { name: { en: 'Set' }, category: 'walk', price, status: 'active', bundle };
  await call('putProduct', { params: { sku }, body });
  await call('getProduct', { params: { sku } });
  const order = { channel: 'web', lines: [{ sku, quantity: 1 }], payment: { provider: 'sandbox', token: 'approve' } };
  await call('placeOrder', { body: order });
}

/** What an order was promised is found broken. */
async function shortage({ call, people }: Walker): Promise<void> {
  const sku = 'WALK-SHORT';
  await offer(people.staff, sku, { stock: 1 });
  const order = { channel: 'web', lines: [{ sku, quantity: 1 }], payment: { provider: 'sandbox', token: 'approve' } };
  await call('placeOrder', { body: order });
  await call('damageStock', { body: { sku, locationId: 'main', quantity: 1, reference: 'walk-short', step: 'found' } });
  await call('listStockShortages');
}

/** What staff do to the stock: settings, transfers, counts, damages; and the books are right afterwards. */
export async function stockKeeping(walker: Walker): Promise<void> {
  const { call, platform } = walker;
  const sourcing = { policy: 'nearest', priority: ['main'], distances: { Shanghai: { Beijing: 1_200 } } };
  await call('putSourcing', { body: sourcing });
  await call('getSourcing');
  const settings = { safety: 2, lowAt: 500, pools: [{ channel: 'live', units: 3, lendsTo: ['web'], floor: 0 }] };
  await call('putStockSettings', { params: { sku: TEA, locationId: 'store-1' }, body: settings });
  const transfer = { sku: TEA, from: 'main', to: 'store-1', quantity: 4, reference: 'walk-transfer' };
  const { transferId } = await call<Transfer>('dispatchTransfer', { body: transfer });
  await call('receiveTransfer', { params: { transferId }, body: { received: 3 } });
  const place = { sku: TEA, locationId: 'store-1' };
  for (const step of ['found', 'written-off'])
    await call('damageStock', { body: { ...place, quantity: 1, reference: `walk-${step}`, step } });
  await call('countStock', { body: { ...place, counted: 90, reference: 'walk-count' } });
  await call('listStockLedger', { params: { sku: TEA }, query: { limit: '2' } });
  await shortage(walker);
  await bundles(walker);
  await call('auditSkus');
  platform.fireSchedule('local-inventory-audit-stock');
  await eventually(() => platform.idle().then(() => true));
}
