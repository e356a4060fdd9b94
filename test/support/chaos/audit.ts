import type { Books, StoredOrder } from './books.ts';

/** What the clients know. */
export interface Told {
  /** The order ids that were answered 201, by key. */
  answered: ReadonlyMap<string, string>;
  /** Orders whose cancellation was answered with 200. */
  cancelled: ReadonlySet<string>;
  contradicted: readonly string[];
}

const HOLDING = new Set(['RESERVED', 'CHARGING', 'PAID']);
const PAID = new Set(['PAID', 'SHIPPED', 'DELIVERED', 'COMPLETED']);

const sumBy = <Item>(items: readonly Item[], key: (item: Item) => string, amount: (item: Item) => number) => {
  const sums = new Map<string, number>();
  for (const item of items) sums.set(key(item), (sums.get(key(item)) ?? 0) + amount(item));
  return sums;
};

const place = ({ sku, locationId }: { sku: string; locationId: string }) => `${sku} at ${locationId}`;

function ordersAstray({ orders, commands }: Books, { answered, cancelled, contradicted }: Told): string[] {
  const known = new Map(orders.map(({ orderId, status }) => [orderId, status]));
  const wanted = new Set(answered.values());
  const keys = new Set(answered.keys());
  return [
    ...[...answered].filter(([, orderId]) => !known.has(orderId)).map(([key]) => `${key} was answered and is lost`),
    ...contradicted.map((key) => `${key} was answered with two orders`),
    ...orders.filter(({ orderId }) => !wanted.has(orderId)).map(({ orderId }) => `${orderId} belongs to no key`),
    ...[...keys].filter((key) => !commands.has(key)).map((key) => `the command ${key} is not remembered`),
    ...orders.filter(({ status }) => status === 'CHARGING').map(({ orderId }) => `${orderId} is stuck in CHARGING`),
    ...[...cancelled].filter((id) => known.get(id) !== 'CANCELLED').map((id) => `${id} was cancelled and is not`),
  ];
}

function stockAstray({ orders, work, stock, ledger }: Books): string[] {
  const holding = [
    ...orders.filter(({ status }) => HOLDING.has(status)),
    ...work.filter(({ kind }) => kind !== 'till'),
  ];
  const held = holding.flatMap(({ holdings }) => holdings);
  const reserved = sumBy(held, place, ({ quantity }) => quantity);
  const onHand = sumBy(ledger, place, ({ by }) => by.onHand ?? 0);
  const told = sumBy(ledger, place, ({ by }) => by.reserved ?? 0);
  return stock.flatMap((level) => {
    const at = place(level);
    const right = { onHand: onHand.get(at) ?? 0, reserved: reserved.get(at) ?? 0 };
    const isTold = level.reserved === (told.get(at) ?? 0);
    const isRight = level.onHand === right.onHand && level.reserved === right.reserved && isTold;
    const isOversold = level.reserved > level.onHand;
    return [
      ...(isRight ? [] : [`stock of ${at} is ${JSON.stringify(level)}, the orders say ${JSON.stringify(right)}`]),
      ...(isOversold ? [`${at} is oversold`] : []),
    ];
  });
}

type Payments = Books['payments'];

/** What the shop wrote down of an order's payments. */
function writtenDown({ status, total, history }: StoredOrder, payments: Payments): string[] {
  const taken = payments.filter((payment) => payment.status === 'captured');
  if (PAID.has(status))
    return taken.length === 1 && taken[0]?.amount === total ? [] : [`has ${taken.length} captures written down`];
  if (taken.length > 0) return ['was charged'];
  const wasPaid = history.some((step) => step.status === 'PAID');
  const isBack = payments.some((payment) => payment.status === 'refunded');
  return wasPaid && !isBack ? ['was paid and has no refund written down'] : [];
}

/** What the provider has of an order, in books of its own: one capture of its total when it is paid, nothing in the end else. */
function atProvider(
  { status, total }: StoredOrder,
  payments: Payments,
  { captures, refunded }: Books['provider'],
): string[] {
  const captured = payments
    .flatMap(({ paymentId }) => captures.get(paymentId) ?? [])
    .filter((c) => c.status === 'captured');
  const kept = captured.map(({ paymentId, amount }) => amount - (refunded.get(paymentId) ?? 0));
  const sum = kept.reduce((so, each) => so + each, 0);
  return [
    ...(sum === (PAID.has(status) ? total : 0) ? [] : [`the provider keeps ${sum} of ${total}`]),
    ...(kept.some((each) => each < 0) ? ['the provider gave back more than it took'] : []),
    ...(captured.length > 1 ? [`was captured ${captured.length} times`] : []),
  ];
}

function paymentsAstray({ orders, payments, provider }: Books): string[] {
  const known = new Set(payments.map(({ paymentId }) => paymentId));
  const byOrder = Map.groupBy(payments, ({ orderId }) => orderId);
  const strangers = [...provider.captures.keys()].filter((paymentId) => !known.has(paymentId));
  return [
    ...strangers.map((paymentId) => `the provider knows ${paymentId}, we do not`),
    ...orders.flatMap((order) => {
      const own = byOrder.get(order.orderId) ?? [];
      const astray = [...writtenDown(order, own), ...atProvider(order, own, provider)];
      return astray.map((what) => `${order.orderId} is ${order.status}: ${what}`);
    }),
  ];
}

// The provider's word that the money is back is a version of the order and no step of its life.
const steps = ({ version, history, payment }: StoredOrder) => {
  const told = history.length + (payment?.status === 'refunded' ? 1 : 0);
  return version === told ? [] : [`has ${version} versions and a history of ${told}`];
};

function eventsAstray({ orders, outbox, published }: Books): string[] {
  const told = sumBy(
    [...published.values()],
    ({ type, subject }) => `${type} ${subject}`,
    () => 1,
  );
  const events = orders.flatMap(({ orderId, history }) =>
    history.flatMap(({ event }) => (event ? [`${event} ${orderId}`] : [])),
  );
  const expected = sumBy(
    events,
    (name) => name,
    () => 1,
  );
  return [
    ...outbox.filter((id) => !published.has(id)).map((id) => `event ${id} was committed and never published`),
    ...[...expected]
      .filter(([name, times]) => told.get(name) !== times)
      .map(([name]) => `${name} has ${told.get(name) ?? 0} events`),
    ...orders.flatMap((order) => steps(order).map((fault) => `${order.orderId} ${fault}`)),
  ];
}

function queuesAstray({ queues }: Books): string[] {
  return queues
    .filter(({ messages }) => messages > 0)
    .map(({ name, messages }) => `${name} holds ${messages} messages`);
}

/** All that is astray in the books of a platform at rest, given what its clients were told; nothing when all is well. */
export function astray(books: Books, told: Told): string[] {
  return [
    ...ordersAstray(books, told),
    ...stockAstray(books),
    ...paymentsAstray(books),
    ...eventsAstray(books),
    ...queuesAstray(books),
  ];
}
