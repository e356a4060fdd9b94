import type { Answered, Rule, Standing } from './granted.ts';

interface Line {
  sku: string;
  quantity: number;
}

const ARRIVED = new Set(['DELIVERED', 'COMPLETED']);
const LEFT = new Set(['SHIPPED', ...ARRIVED]);
const LOCK_MS = 15 * 60_000;
const WRONG_CODES = 5;
const MOST_TRIES = 5;

const isStaff = ({ exchange }: Answered) => exchange.caller?.roles.includes('staff') ?? false;

function ofAnother(answered: Answered): string | undefined {
  const [orderId = ''] = answered.names;
  const [order] = answered.orders(orderId);
  if (!answered.isGranted || !order || isStaff(answered)) return undefined;
  return order.customerId === answered.exchange.caller?.id ? undefined : `this is an order of ${order.customerId}`;
}

function unarrived({ isGranted, names: [orderId = ''], orders }: Answered): string | undefined {
  if (!isGranted || orders(orderId).some(({ status }) => ARRIVED.has(status))) return undefined;
  return 'a review of what has not arrived';
}

const unitsOf = (lines: readonly Line[], name: string): number =>
  lines.reduce((sum, { sku, quantity }) => (sku === name ? sum + quantity : sum), 0);

function mayComeBack(order: Standing, lines: readonly Line[]): boolean {
  const { returned = {}, returning = {}, shipments = [], status } = order;
  const isGone = LEFT.has(status) || shipments.length > 0;
  const left = (sku: string) => unitsOf(order.lines, sku) - (returned[sku] ?? 0) - (returning[sku] ?? 0);
  return isGone && lines.every(({ sku }) => unitsOf(lines, sku) <= left(sku));
}

function tooMuchBack({ isGranted, names: [orderId = ''], body, orders }: Answered): string | undefined {
  if (!isGranted) return undefined;
  // What this very request sent on its way back stands in the order already, so it is looked at as it was before.
  const lines = (body.lines ?? []) as Line[];
  return orders(orderId).some((order) => mayComeBack(order, lines)) ? undefined : 'more comes back than left';
}

/** The hold is good for some time yet, and waits for money as it may be tried once more. */
function isPayable(order: Standing, until: number): boolean {
  const { status, payment, tries = 1, reservedUntil } = order;
  const waits = payment.status === 'declined' || payment.status === 'pending';
  return status === 'RESERVED' && waits && tries < MOST_TRIES && Date.parse(reservedUntil ?? '') > until;
}

function unpayable({ code, names: [orderId = ''], orders, at, toleranceMs }: Answered): string | undefined {
  if (code !== 'orders.not-payable') return undefined;
  const all = orders(orderId);
  const always = all.length > 0 && all.every((order) => isPayable(order, at + toleranceMs));
  return always ? 'it could be paid all the time' : undefined;
}

const isLocked = ({ pickup = {} }: Standing, at: number): boolean =>
  (pickup.wrongCodes ?? 0) >= WRONG_CODES && Date.parse(pickup.lastWrongAt ?? '') + LOCK_MS > at;

function pickedUp(answered: Answered): string | undefined {
  const {
    code,
    isGranted,
    names: [orderId = ''],
    orders,
    at,
    toleranceMs,
  } = answered;
  const all = orders(orderId);
  const isTried = isGranted || code === 'orders.wrong-pickup-code';
  if (!isTried || all.length === 0) return undefined;
  if (all.every(({ delivery }) => delivery?.method !== 'pickup')) return 'nobody fetches this order';
  // The fifth wrong code locks by being told: what was locked before the asking, and is still.
  const wasLocked = all.length === 1 && all.every((order) => isLocked(order, at + toleranceMs));
  return wasLocked ? 'too many wrong codes were tried' : undefined;
}

function expired({ isGranted, exchange, toleranceMs }: Answered): string | undefined {
  const { caller, sentAt } = exchange;
  const isOver = caller?.expiresAt !== undefined && caller.expiresAt + toleranceMs < sentAt;
  return isGranted && isOver ? 'the token had expired' : undefined;
}

const stale = ({ isGranted, exchange }: Answered): string | undefined =>
  isGranted && exchange.client.startsWith('stale ') ? 'this was signed an hour ago' : undefined;

/** What buyers and partners may be granted. */
export const rulesOfOrders: readonly Rule[] = [
  { method: '*', path: /^\/v1\/orders\/([^/]+)/, fault: ofAnother },
  { method: '*', path: /^\/v1\/(orders|me|admin)/, fault: expired },
  { method: 'POST', path: /^\/v1\/webhooks\//, fault: stale },
  { method: 'POST', path: /^\/v1\/orders\/([^/]+)\/reviews$/, fault: unarrived },
  { method: 'POST', path: /^\/v1\/orders\/([^/]+)\/returns\/quote$/, fault: tooMuchBack },
  { method: 'POST', path: /^\/v1\/orders\/([^/]+)\/returns$/, fault: tooMuchBack },
  { method: 'POST', path: /^\/v1\/orders\/([^/]+)\/payments$/, fault: unpayable },
  { method: 'POST', path: /^\/v1\/admin\/orders\/([^/]+)\/pickup$/, fault: pickedUp },
];
