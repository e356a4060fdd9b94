import type { Act, Town } from './town.ts';
import { recent } from './town.ts';

const TOKENS = ['approve', 'approve', 'approve', 'decline', 'pending'] as const;

function learnOrder(town: Town, body: Record<string, unknown>): void {
  const { orderId, payment } = body as { orderId?: string; payment?: { paymentId: string } };
  if (orderId && payment) town.orders.push({ orderId, paymentId: payment.paymentId });
}

/** Buys, at what it believes to be the price. */
const place: Act = {
  by: 'buyer',
  weight: 8,
  ask(_, random) {
    const skus = random.shuffled(['A', 'A', 'B', 'SET', 'HOT']).slice(0, random.between(1, 2));
    const lines = skus.map((sku) => ({ sku, quantity: random.pick([1, 1, 2, 3]) }));
    const isFetched = random.chance(0.3);
    const body = {
      channel: random.pick(['web', 'live', 'mini-program']),
      lines,
      payment: { provider: 'sandbox', token: random.pick(TOKENS) },
      ...(random.chance(0.4) && { couponCodes: [random.pick(['LIFE', 'LAST', 'LAST', 'LATER'])] }),
      ...(random.chance(0.5) && { expectedTotal: random.pick([900, 970, 1_000, 1_000, 1_100, 1_970, 2_000]) }),
      ...(isFetched && { delivery: { method: 'pickup', locationId: random.pick(['main', 'store-1']) } }),
    };
    return { method: 'POST', path: '/v1/orders', body };
  },
  hear(town, { status, body }) {
    if (status === 201) learnOrder(town, body);
    if (status === 202) town.stage.simulation.core.count('in line');
  },
};

const onOrder = (path: string, body: (random: Parameters<Act['ask']>[1]) => unknown): Act => ({
  by: 'buyer',
  ask(town, random) {
    const known = recent(random, town.orders);
    return known && { method: 'POST', path: `/v1/orders/${known.orderId}${path}`, body: body(random) };
  },
});

const tooMuch = (random: Parameters<Act['ask']>[1]) => ({
  lines: [{ sku: random.pick(['A', 'B', 'SET']), quantity: random.pick([1, 1, 1, 2, 9]) }],
  reason: 'no reason',
});

const pay = onOrder('/payments', (random) => ({ payment: { provider: 'sandbox', token: random.pick(TOKENS) } }));
const cancel = onOrder('/cancel', () => ({}));
const quoteReturn = onOrder('/returns/quote', tooMuch);
const review = onOrder('/reviews', (random) => ({ sku: random.pick(['A', 'B']), rating: 3, text: 'so so' }));

const bringBack: Act = {
  ...onOrder('/returns', tooMuch),
  weight: 3,
  hear: (town, { status, body }) => void (status === 201 && town.returns.push(String(body.returnId))),
};

const settle: Act = {
  by: 'buyer',
  weight: 2,
  ask(town, random) {
    const known = recent(random, town.orders);
    const body = { outcome: random.pick(['approve', 'approve', 'decline']) };
    return known && { method: 'POST', path: `/v1/sandbox/payments/${known.paymentId}/settle`, body };
  },
};

const look: Act = {
  by: 'buyer',
  weight: 3,
  ask(town, random) {
    const known = recent(random, town.orders);
    return known && { method: 'GET', path: `/v1/orders/${known.orderId}` };
  },
  hear(town, { body }) {
    if (body.pickupCode) town.pickupCodes.set(String(body.orderId), String(body.pickupCode));
  },
};

const introduce: Act = {
  by: 'buyer',
  weight: 2,
  ask: (town, random) => ({
    method: 'PATCH',
    path: '/v1/me',
    body: { name: random.pick(['Li', 'Wu']), birthday: town.day(0).slice(5), language: random.pick(['en', 'zh']) },
  }),
};

const consent: Act = {
  by: 'buyer',
  ask: (_, random) => ({ method: 'PUT', path: '/v1/me/consents/marketing', body: { granted: random.chance(0.7) } }),
};

const browse: Act = {
  by: 'buyer',
  ask: (town) => ({
    method: 'POST',
    path: '/v1/behaviour',
    body: { events: [{ type: 'view', sku: 'A', at: town.at(-100), sessionId: 's1' }] },
  }),
};

/** What buyers do, what they have no right to among it. */
export const buyersActs: readonly Act[] = [
  place,
  pay,
  cancel,
  quoteReturn,
  review,
  bringBack,
  settle,
  look,
  introduce,
  consent,
  browse,
];
