import type { Stage } from '../scenarios/stage.ts';
import type { Reply } from '../world/gateway.ts';
import { waitInLine } from './in-line.ts';
import type { Person } from './person.ts';

type Placed = {
  orderId: string;
  status: string;
  total: number;
  currency: string;
  payment: { paymentId: string; status: string };
  groupBuy?: { promotionId: string; groupId: string };
};
type Cart = {
  channel: string;
  lines: { sku: string; quantity: number }[];
  couponCodes?: string[];
  delivery?: { method: string; locationId?: string };
  groupBuy?: { promotionId: string; groupId?: string };
};

const CHANNELS = ['web', 'mini-program', 'live'] as const;
const TOKENS = ['approve', 'approve', 'approve', 'decline', 'pending', 'pending'] as const;

/** Joins a group that somebody told of, or opens one. */
function wishOf({ random }: Person, { groups }: Stage): Cart['groupBuy'] {
  if (groups.length === 0 || random.chance(0.3)) return undefined;
  const { promotionId, groupIds } = random.pick(groups);
  const joins = groupIds.length > 0 && random.chance(0.8);
  return { promotionId, ...(joins && { groupId: random.pick(groupIds.slice(-3)) }) };
}

function cartOf(person: Person, stage: Stage): Cart {
  const { skus, coupons, locations, many } = stage;
  const { random } = person;
  const isLarge = many.length > 0 && random.chance(0.1);
  const few = Array.from({ length: random.between(1, 3) }, () => ({
    sku: random.pick(skus),
    quantity: random.chance(0.85) ? random.between(1, 2) : random.between(3, 9),
  }));
  const lines = isLarge ? many.map((sku) => ({ sku, quantity: 1 })) : few;
  const groupBuy = wishOf(person, stage);
  const picksUp = locations.length > 1 && random.chance(0.2);
  return {
    channel: random.pick(CHANNELS),
    lines,
    ...(picksUp && { delivery: { method: 'pickup', locationId: 'store-1' } }),
    ...(coupons.length > 0 && random.chance(0.5) && { couponCodes: [random.pick(coupons)] }),
    ...(groupBuy && { groupBuy }),
  };
}

async function payAgain(person: Person, stage: Stage, order: Placed): Promise<void> {
  const token = person.random.pick(['approve', 'approve', 'decline', 'pending'] as const);
  const body = { payment: { provider: 'sandbox', token } };
  const reply = await person.insist({ method: 'POST', path: `/v1/orders/${order.orderId}/payments`, body });
  if (reply.status !== 201) return;
  const again = reply.body as unknown as Placed;
  if (again.payment.status === 'pending') await payAtProvider(person, stage, again);
}

/** Pays on the provider's page: soon, after the hold is over, or never; at times it gives up there. */
async function payAtProvider(
  person: Person,
  { simulation }: Stage,
  { payment, total, currency }: Placed,
): Promise<void> {
  const { random } = person;
  if (random.chance(0.2)) return;
  await person.pause(random.chance(0.7) ? random.between(1_000, 60_000) : random.between(60_000, 400_000));
  const outcome = random.chance(0.85) ? 'captured' : 'declined';
  simulation.provider.settle(payment.paymentId, total, currency, outcome);
}

const cancel = (person: Person, orderId: string): Promise<Reply> =>
  person.insist({ method: 'POST', path: `/v1/orders/${orderId}/cancel`, body: {} });

async function look(person: Person, orderId: string): Promise<void> {
  const path = person.random.pick([`/v1/orders/${orderId}`, `/v1/orders/${orderId}/story`, '/v1/orders']);
  await person.send({ method: 'GET', path });
}

/** Waits for the goods, at the counter or at the door, and at times wants some of the money back. */
async function receive(person: Person, stage: Stage, orderId: string, { lines, delivery }: Cart): Promise<void> {
  const { random } = person;
  const path = `/v1/orders/${orderId}`;
  let isAtCounter = delivery?.method === 'pickup';
  while (person.now < stage.closesAt) {
    await person.pause(random.between(8_000, 40_000));
    const { status, pickupCode } = ((await person.send({ method: 'GET', path }))?.body ?? {}) as Record<string, string>;
    if (isAtCounter && status === 'PAID' && pickupCode) {
      isAtCounter = false;
      stage.pickups.push({ orderId, code: random.chance(0.1) ? '00000000' : pickupCode });
    }
    if (status === 'CANCELLED' || status === 'EXPIRED') return;
    if (status === 'DELIVERED' || status === 'COMPLETED') break;
  }
  if (random.chance(0.3))
    await person.insist({
      method: 'POST',
      path: `${path}/reviews`,
      body: { sku: lines[0]?.sku, rating: 4, text: 'good' },
    });
  if (random.chance(0.5)) await bringBack(person, stage, orderId, lines);
}

async function bringBack(person: Person, stage: Stage, orderId: string, bought: Cart['lines']): Promise<void> {
  const { random } = person;
  const units = new Map<string, number>();
  for (const { sku, quantity } of bought) units.set(sku, (units.get(sku) ?? 0) + quantity);
  for (let rounds = random.between(1, 2); rounds > 0; rounds -= 1) {
    const lines = [...units]
      .slice(0, random.between(1, units.size))
      .map(([sku, most]) => ({ sku, quantity: random.between(1, most) }));
    const body = { lines, reason: 'no reason' };
    if (random.chance(0.3)) await person.send({ method: 'POST', path: `/v1/orders/${orderId}/returns/quote`, body });
    const reply = await person.insist({ method: 'POST', path: `/v1/orders/${orderId}/returns`, body });
    stage.simulation.core.count(`return ${reply.status === 201 ? 201 : String(reply.body.code)}`);
    if (reply.status === 201) stage.returns.push({ returnId: String(reply.body.returnId), lines });
  }
}

/** Tells the others of a group that was opened. */
function tellOthers({ groups }: Stage, { groupBuy }: Placed): void {
  const known = groups.find(({ promotionId }) => promotionId === groupBuy?.promotionId)?.groupIds;
  if (groupBuy && known && !known.includes(groupBuy.groupId)) known.push(groupBuy.groupId);
}

async function carryOn(person: Person, stage: Stage, order: Placed, cart: Cart): Promise<void> {
  const { random } = person;
  tellOthers(stage, order);
  if (random.chance(0.2)) await look(person, order.orderId);
  if (order.payment.status === 'declined' && random.chance(0.7)) await payAgain(person, stage, order);
  else if (order.payment.status === 'pending') await payAtProvider(person, stage, order);
  if (random.chance(0.5)) stage.play(receive(person, stage, order.orderId, cart));
  if (!random.chance(0.25)) return;
  await person.pause(random.between(0, 40_000));
  await cancel(person, order.orderId);
}

async function buy(person: Person, stage: Stage): Promise<void> {
  const { random } = person;
  const cart = cartOf(person, stage);
  const quoted = random.chance(0.3) ? await person.send({ method: 'POST', path: '/v1/quotes', body: cart }) : undefined;
  const expected = quoted?.status === 200 && random.chance(0.7) ? { expectedTotal: Number(quoted.body.total) } : {};
  const body = { ...cart, ...expected, payment: { provider: 'sandbox', token: random.pick(TOKENS) } };
  const place = { method: 'POST', path: '/v1/orders', body };
  const key = person.newKey();
  // Two fingers on the button: the same request twice at once.
  const isDouble = random.chance(0.15);
  const [reply] = await Promise.all([person.insist(place, key), ...(isDouble ? [person.insist(place, key)] : [])]);
  stage.simulation.core.count(`order ${reply?.status === 201 ? reply.body.status : String(reply?.body.code)}`);
  const order = reply?.status === 202 ? await waitInLine(person, stage, { place, key, joined: reply }) : reply?.body;
  if (order?.orderId) await carryOn(person, stage, order as unknown as Placed, cart);
  if (random.chance(0.15)) await person.insist(place, key);
  if (random.chance(0.1)) await person.insist({ ...place, body: { ...body, channel: 'store' } }, key);
}

/** Tells the shop who it is: today is the birthday, and greetings are welcome. */
async function introduce(person: Person): Promise<void> {
  const birthday = new Date(person.now + 8 * 3_600_000).toISOString().slice(5, 10);
  await person.insist({ method: 'PATCH', path: '/v1/me', body: { name: 'Li', birthday, language: 'en' } });
  await person.insist({ method: 'PUT', path: '/v1/me/consents/marketing', body: { granted: true } });
}

/** A buyer: a few orders one after the other, as people do, until the shop closes. */
export async function shopAsBuyer(person: Person, stage: Stage): Promise<void> {
  const { random } = person;
  await person.pause(random.between(0, stage.openMs * 0.6));
  if (random.chance(0.15)) await introduce(person);
  for (let left = random.between(1, 3); left > 0 && person.now < stage.closesAt; left -= 1) {
    await buy(person, stage);
    await person.pause(random.between(100, 15_000));
  }
}
