import { eventually } from '../platform.ts';
import { place } from './orders.ts';
import { CUP, TEA } from './shop-work.ts';
import type { Walker } from './walker.ts';

const ALWAYS = { validFrom: '2020-01-01T00:00:00Z', validTo: '2090-01-01T00:00:00Z' };

const prize = (prizeId: string, odds: number) => ({ prizeId, name: { en: prizeId }, value: 60_000, count: 50, odds });

const drawFor = (prizes: object[], more: Record<string, unknown> = {}) => ({
  ...ALWAYS,
  name: 'Draw',
  kind: 'lottery',
  terms: { en: 'One draw for each order.' },
  effect: { prizes, per: 'order' },
  ...more,
});

async function publish({ call }: Walker, body: Record<string, unknown>): Promise<string> {
  const { promotionId } = await call('createPromotion', { body });
  await call('publishPromotion', { params: { promotionId } });
  return promotionId;
}

/** A draw for prizes from its first prize to the one that is handed over; another is changed before it begins. */
export async function prizes(walker: Walker): Promise<void> {
  const { call } = walker;
  const later = { validFrom: '2089-01-01T00:00:00Z' };
  const planned = { params: { promotionId: await publish(walker, drawFor([prize('a', 2), prize('b', 2)], later)) } };
  await call('revisePromotion', { ...planned, body: drawFor([prize('a', 2)], later) });
  await call('publishPromotion', planned);
  const params = { promotionId: await publish(walker, drawFor([prize('sure', 1)])) };
  let code = '';
  for (const _order of [1, 2]) {
    const { orderId } = await place(walker, 'approve');
    code = (await call<{ code: string }>('drawPrize', { params, body: { orderId } })).code;
  }
  await call('getLottery', { params });
  await call('listMyDraws', { query: { limit: '1' } });
  await call('listDraws', { params, query: { limit: '1' } });
  await call('listWinners', { params, query: { limit: '1' } });
  await call('redeemPrize', { body: { code, locationId: 'store-1' } });
}

/** Sells TEA elsewhere. */
async function soldElsewhere({ call, platform }: Walker, unitPrice: number): Promise<void> {
  const lines = [{ sku: TEA, quantity: 1, unitPrice }];
  const told = { source: 'walk', externalId: `law-${unitPrice}`, placedAt: new Date().toISOString(), currency: 'CNY' };
  await call('importOrder', { body: { ...told, lines } });
  await platform.idle();
}

/** Former prices: on a product, and of a promotion that is stopped at its start since something cheaper was sold meanwhile. */
export async function formerPrices(walker: Walker): Promise<void> {
  const { call, platform } = walker;
  const { orderId } = await place(walker, 'approve');
  await platform.idle();
  await call('cancelOrder', { params: { orderId } });
  await soldElsewhere(walker, 4_000);
  const price = (amount: number) => ({ amount, currency: 'CNY' });
  const product = {
    name: { en: TEA },
    category: 'walk',
    price: price(4_800),
    listPrice: price(4_900),
    status: 'active',
  };
  await call('putProduct', { params: { sku: TEA }, body: product });
  const validFrom = new Date(Date.now() + 2_000).toISOString();
  const promotionId = await publish(walker, {
    ...ALWAYS,
    validFrom,
    name: 'Less',
    kind: 'amount-off',
    effect: { amount: 1 },
    scope: { skus: [CUP], channels: ['marketplace'] },
    limits: { totalUses: 5 },
    comparedPrices: [{ sku: TEA, price: 4_000 }],
  });
  await soldElsewhere(walker, 3_000);
  await eventually(() => new Date().toISOString() > validFrom);
  platform.fireSchedule('local-compliance-check-starts');
  await platform.idle();
  await call('listEvidence', { query: { promotionId, limit: '1' } });
}
