import type { Books, StoredOrder } from './books.ts';

/** What the clients know. */
export interface Told {
  /** The order ids that were answered 201, by key. */
  answered: ReadonlyMap<string, string>;
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

function ordersAstray({ orders, commands }: Books, { answered, contradicted }: Told): string[] {
  const known = new Set(orders.map(({ orderId }) => orderId));
  const wanted = new Set(answered.values());
  return [
    ...[...answered].filter(([, orderId]) => !known.has(orderId)).map(([key]) => `${key} was answered and is lost`),
    ...contradicted.map((key) => `${key} was answered with two orders`),
    ...orders.filter(({ orderId }) => !wanted.has(orderId)).map(({ orderId }) => `${orderId} belongs to no key`),
    ...(commands.length === answered.size ? [] : [`${commands.length} commands for ${answered.size} keys`]),
    ...orders.filter(({ status }) => status === 'CHARGING').map(({ orderId }) => `${orderId} is stuck in CHARGING`),
  ];
}

function stockAstray({ orders, stock, ledger }: Books): string[] {
  const held = orders.filter(({ status }) => HOLDING.has(status)).flatMap(({ holdings }) => holdings);
  const reserved = sumBy(held, place, ({ quantity }) => quantity);
  const changes = ledger.flatMap((entry) =>
    Object.entries(entry.changes).map(([sku, quantity]) => ({ sku, locationId: entry.locationId, quantity })),
  );
  const onHand = sumBy(changes, place, ({ quantity }) => quantity);
  return stock.flatMap((level) => {
    const at = place(level);
    const right = { onHand: onHand.get(at) ?? 0, reserved: reserved.get(at) ?? 0 };
    const isRight =
      level.onHand === right.onHand &&
      level.reserved === right.reserved &&
      level.available === right.onHand - right.reserved;
    return isRight ? [] : [`stock of ${at} is ${JSON.stringify(level)}, the orders say ${JSON.stringify(right)}`];
  });
}

function paymentsAstray({ orders, payments }: Books): string[] {
  const captured = payments.filter(({ status }) => status === 'captured');
  const byOrder = new Map(captured.map((payment) => [payment.orderId, payment]));
  const paid = new Map(orders.filter(({ status }) => PAID.has(status)).map((order) => [order.orderId, order]));
  const unpaid = [...paid.values()].filter(({ orderId, total }) => byOrder.get(orderId)?.amount !== total);
  return [
    ...unpaid.map(({ orderId }) => `${orderId} is paid without its capture`),
    ...captured
      .filter(({ orderId }) => !paid.has(orderId))
      .map(({ orderId }) => `${orderId} was charged and is not paid`),
    ...(captured.length === byOrder.size ? [] : ['an order was captured twice']),
  ];
}

const steps = ({ version, history }: StoredOrder) => (version === history.length ? [] : ['has a step without a trace']);

function eventsAstray({ orders, outbox, published }: Books): string[] {
  const told = sumBy(
    [...published.values()],
    ({ type, subject }) => `${type} ${subject}`,
    () => 1,
  );
  const expected = orders.flatMap(({ orderId, status }) => [
    `orders.OrderPlaced.v1 ${orderId}`,
    ...(PAID.has(status) ? [`orders.OrderPaid.v1 ${orderId}`] : []),
  ]);
  return [
    ...outbox.filter((id) => !published.has(id)).map((id) => `event ${id} was committed and never published`),
    ...expected.filter((name) => told.get(name) !== 1).map((name) => `${name} has ${told.get(name) ?? 0} events`),
    ...orders.flatMap((order) => steps(order).map((fault) => `${order.orderId} ${fault}`)),
  ];
}

/** All that is astray in the books of a platform at rest, given what its clients were told; nothing when all is well. */
export function astray(books: Books, told: Told): string[] {
  return [...ordersAstray(books, told), ...stockAstray(books), ...paymentsAstray(books), ...eventsAstray(books)];
}
