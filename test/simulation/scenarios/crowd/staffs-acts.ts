import { birthdays, product, store, tenOff, withCode } from '../../crash-points/shelf.ts';
import type { Random } from '../../world/random.ts';
import { type Act, recent, type Town } from './town.ts';

type Draw = (random: Random, town: Town) => unknown;

/** The same thing at the same place, again and again, by everybody. */
const put = (path: string | ((random: Random) => string), body: Draw, method = 'PUT'): Act => ({
  by: 'staff',
  ask: (town, random) => ({
    method,
    path: `/v1/admin/${typeof path === 'string' ? path : path(random)}`,
    body: body(random, town),
  }),
});

/** Done to one of those that the town knows. */
const about = (
  known: (town: Town) => readonly string[],
  path: (id: string) => string,
  body: Draw = () => undefined,
  method = 'POST',
): Act => ({
  by: 'staff',
  ask(town, random) {
    const id = recent(random, known(town));
    return id === undefined ? undefined : { method, path: `/v1/admin/${path(id)}`, body: body(random, town) };
  },
});

const anywhere = (random: Random) => ({
  sku: random.pick(['A', 'B', 'SET', 'NONE']),
  locationId: random.pick(['main', 'store-1']),
});
const reference = (random: Random) => `note-${random.between(1, 9)}`;

const editing: Act[] = [
  {
    ...put('products/A', (random) => product('A', { price: { amount: random.pick([1_000, 1_100]), currency: 'CNY' } })),
    weight: 3,
  },
  put('locations/store-1', (random) => ({ ...store, name: random.pick(['Store', 'Shop']) })),
  put('charges', (random) => ({ shipping: { tariffs: [{ fee: random.pick([0, 100]) }] } })),
  put('campaigns/birthday', (random) => ({ ...birthdays, name: random.pick(['One', 'Two']) })),
  put(
    (random) => `stock/A/settings/${random.pick(['main', 'store-1'])}`,
    (random) => ({
      safety: random.between(0, 1),
      lowAt: random.between(0, 4),
    }),
  ),
];

const stockWork: Act[] = [
  put(
    'stock/receipts',
    (random) => ({ ...anywhere(random), quantity: random.between(1, 4), reference: reference(random) }),
    'POST',
  ),
  put(
    'stock/counts',
    (random, town) => ({
      ...anywhere(random),
      counted: random.between(0, 9),
      reference: reference(random),
      ...(random.chance(0.5) && { countedAt: town.at(random.pick([-5_000, -30_000, 60_000, -8 * 86_400_000])) }),
    }),
    'POST',
  ),
  put(
    'stock/damages',
    (random) => ({
      ...anywhere(random),
      quantity: 1,
      reference: reference(random),
      step: random.pick(['found', 'written-off']),
    }),
    'POST',
  ),
  {
    ...put(
      'stock/transfers',
      (random) => ({
        sku: 'A',
        from: 'main',
        to: 'store-1',
        quantity: random.between(1, 2),
        reference: reference(random),
      }),
      'POST',
    ),
    hear: (town, { status, body }) => void (status === 201 && town.transfers.push(String(body.transferId))),
  },
  about(
    ({ transfers }) => transfers,
    (id) => `stock/transfers/${id}/receive`,
    (random) => ({ received: random.between(0, 2) }),
  ),
];

const promoting: Act[] = [
  {
    ...put(
      'promotions',
      (random) => (random.chance(0.5) ? tenOff : { ...withCode('LAST'), limits: { totalUses: random.between(1, 2) } }),
      'POST',
    ),
    hear: (town, { status, body }) => void (status === 201 && town.promotions.push(String(body.promotionId))),
  },
  ...['publish', 'publish', 'stop'].map((what) =>
    about(
      ({ promotions }) => promotions,
      (id) => `promotions/${id}/${what}`,
    ),
  ),
  about(
    ({ promotions }) => promotions,
    (id) => `promotions/${id}`,
    (random) => ({ ...tenOff, effect: { percent: random.pick([10, 20]) } }),
    'PUT',
  ),
  about(
    ({ promotions }) => promotions,
    (id) => `promotions/${id}/coupons`,
    (random) => ({ mode: 'single', code: random.pick(['LATER', 'LAST']) }),
  ),
];

const sold = (random: Random) => ({ sku: random.pick(['A', 'B']), quantity: random.between(1, 3), unitPrice: 1_000 });

function tillSale(random: Random, town: Town) {
  const line = sold(random);
  const amount = line.quantity * line.unitPrice + (random.chance(0.2) ? 50 : 0);
  const sale = {
    sequence: random.between(1, 5),
    soldAt: town.at(-60_000),
    lines: [line],
    payments: [{ method: 'cash', amount }],
  };
  return { tillId: 'till-1', locationId: 'store-1', currency: 'CNY', orders: [sale] };
}

const elsewhere: Act[] = [
  { ...put('till/orders', tillSale, 'POST'), weight: 2 },
  put(
    'imports/orders',
    (random) => ({
      source: 'elsewhere',
      currency: 'CNY',
      placedAt: '2026-03-01T08:00:00Z',
      externalId: `w${random.between(1, 3)}`,
      lines: [{ sku: 'A', quantity: 3, unitPrice: 1_000 }],
    }),
    'POST',
  ),
  put(
    'imports/returns',
    (random) => ({
      source: 'elsewhere',
      externalId: `r${random.between(1, 9)}`,
      orderExternalId: `w${random.between(1, 3)}`,
      returnedAt: '2026-03-02T08:00:00Z',
      lines: [{ sku: 'A', quantity: random.between(1, 2), unitPrice: 1_000 }],
    }),
    'POST',
  ),
];

const orderIds = ({ orders }: Town) => orders.map(({ orderId }) => orderId);

/** Each parcel under one of a few numbers of its order, so that some are told of twice. */
const ship: Act = {
  by: 'staff',
  weight: 6,
  ask(town, random) {
    const orderId = recent(random, orderIds(town));
    if (orderId === undefined) return undefined;
    const trackingNumber = `T${random.between(1, 2)}-${orderId.slice(-20)}`;
    const lines = random.chance(0.4)
      ? { lines: [{ sku: random.pick(['A', 'B']), quantity: random.between(1, 2) }] }
      : {};
    const body = { partner: 'sandbox', trackingNumber, ...lines };
    return { method: 'POST', path: `/v1/admin/orders/${orderId}/shipments`, body };
  },
  hear(town, { status, body }) {
    if (status === 201) town.parcels.push(String(body.trackingNumber));
  },
};

const handOver: Act = {
  by: 'staff',
  weight: 3,
  ask(town, random) {
    const orderId = recent(random, orderIds(town));
    const code = random.chance(0.7) ? town.pickupCodes.get(orderId ?? '') : undefined;
    return orderId
      ? { method: 'POST', path: `/v1/admin/orders/${orderId}/pickup`, body: { code: code ?? '00000000' } }
      : undefined;
  },
};

/** Somebody tries one code after the other on the first order that is fetched. */
const guess: Act = {
  by: 'staff',
  weight: 3,
  ask(town) {
    const [orderId] = town.pickupCodes.keys();
    return orderId
      ? { method: 'POST', path: `/v1/admin/orders/${orderId}/pickup`, body: { code: '11111111' } }
      : undefined;
  },
};

const receiveReturn: Act = {
  ...about(
    ({ returns }) => returns,
    (id) => `returns/${id}/receive`,
    (random) => ({
      lines: [
        {
          sku: random.pick(['A', 'B']),
          quantity: random.between(1, 2),
          condition: random.pick(['resaleable', 'damaged']),
        },
      ],
      locationId: random.pick(['main', 'store-1']),
    }),
  ),
  weight: 2,
};

const closeDay: Act = {
  by: 'staff',
  ask: (town, random) => ({ method: 'POST', path: `/v1/admin/journal/closes/${town.day(random.pick([-1, 0, 0, 1]))}` }),
};

const refunds: Act[] = [
  {
    by: 'staff',
    ask: () => ({ method: 'GET', path: '/v1/admin/refunds' }),
    hear(town, { body }) {
      for (const { refundId } of (body.items ?? []) as { refundId: string }[]) town.failedRefunds.push(refundId);
    },
  },
  about(
    ({ failedRefunds }) => failedRefunds,
    (id) => `refunds/${id}/retry`,
  ),
];

/** What the staff do, hasty hands among them. */
export const staffsActs: readonly Act[] = [
  ...editing,
  ...stockWork,
  ...promoting,
  ...elsewhere,
  ship,
  handOver,
  guess,
  receiveReturn,
  closeDay,
  ...refunds,
];
