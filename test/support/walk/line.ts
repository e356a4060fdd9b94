import { type Admitted, settled, toSale } from '../line.ts';
import { eventually } from '../platform.ts';
import { inLanes } from '../route-calls.ts';
import { PRODUCTS } from './large-orders.ts';
import type { Walker } from './walker.ts';

const DROP = 'WALK-DROP';
const EMPTY_SOON = 'WALK-LAST';
const CUP = 'WALK-CUP';

interface Asked {
  lines: Record<string, number>;
  token?: string;
  couponCodes?: string[];
}

async function join({ call }: Walker, { lines, token = 'approve', couponCodes }: Asked): Promise<Admitted> {
  const body = {
    channel: 'web',
    lines: Object.entries(lines).map(([sku, quantity]) => ({ sku, quantity })),
    payment: { provider: 'sandbox', token },
    ...(couponCodes ? { couponCodes } : {}),
  };
  return call<Admitted>('placeOrder', { body });
}

async function told(walker: Walker, joined: Admitted): Promise<Admitted> {
  const { admissionId } = joined as Admitted & { admissionId: string };
  const end = await settled(walker.people.customer, joined);
  await walker.call('getAdmission', { params: { admissionId }, as: walker.people.customer });
  return end;
}

async function shelf({ call }: Walker, sku: string, locations: Record<string, number>): Promise<void> {
  const price = { amount: 1_000, currency: 'CNY' };
  await call('putProduct', { params: { sku }, body: { name: { en: sku }, category: 'walk', price, status: 'active' } });
  for (const [locationId, quantity] of Object.entries(locations))
    await call('receiveStock', { body: { sku, locationId, quantity, reference: `walk-${sku}` } });
}

/** Beside what he stood in line for, a cart of goods of which each lies at two places: it is held in parts before its order. */
async function standWithMuch(walker: Walker): Promise<void> {
  const products = PRODUCTS.slice(0, 24);
  await inLanes(products, 4, (sku) =>
    walker.call('receiveStock', { body: { sku, locationId: 'store-1', quantity: 1, reference: `walk-much-${sku}` } }),
  );
  const rest = Object.fromEntries(products.map((sku) => [sku, 4]));
  const { order } = await told(walker, await join(walker, { lines: { [DROP]: 1, ...rest } }));
  if (order?.status !== 'PAID') walker.complaints.push(`a large cart in line ended as ${order?.status}`);
}

/** What everybody wants, sold in turn: bought with a coupon and something else, cancelled, left to expire, sold out at two places. */
export async function standInLine(walker: Walker): Promise<void> {
  const { call, people, platform } = walker;
  const always = { from: '2020-01-01T00:00:00Z', to: '2090-01-01T00:00:00Z' };
  await shelf(walker, DROP, { main: 10 });
  await shelf(walker, EMPTY_SOON, { main: 1, 'store-1': 1 });
  await call('putHotSku', { params: { sku: DROP }, body: { ...always, perCustomer: 8, holdSeconds: 2 } });
  await toSale(people.staff, EMPTY_SOON);
  const joined = [
    await join(walker, { lines: { [DROP]: 1, [CUP]: 1 }, couponCodes: ['WALK10'] }),
    await join(walker, { lines: { [DROP]: 1 }, token: 'pending' }),
    await join(walker, { lines: { [DROP]: 1 }, token: 'pending' }),
    await join(walker, { lines: { [EMPTY_SOON]: 1 } }),
    await join(walker, { lines: { [EMPTY_SOON]: 2 } }),
  ];
  const ends: Admitted[] = [];
  for (const one of joined) ends.push(await told(walker, one));
  await standWithMuch(walker);
  const [, cancelled, left] = ends.map(({ order }) => order?.orderId ?? '');
  await call('cancelOrder', { params: { orderId: cancelled ?? '' } });
  await eventually(async () => {
    for (const name of ['end-admissions', 'expire-reservations']) platform.fireSchedule(`local-orders-${name}`);
    await platform.idle();
    return (await call<{ status: string }>('getOrder', { params: { orderId: left ?? '' } })).status === 'EXPIRED';
  });
}
