/** A refusal says what is true: its reason stood at some moment between asking and answer. */
import type { Answered, Rule, Standing } from './granted.ts';

interface Line {
  sku: string;
  quantity: number;
}

const LEFT = new Set(['SHIPPED', 'DELIVERED', 'COMPLETED']);

const hasParcels = ({ shipments = [] }: Standing) => shipments.length > 0;
const isGone = (order: Standing) => LEFT.has(order.status) || hasParcels(order);
const isOver = (order: Standing) => !['RESERVED', 'PAID', 'CHARGING'].includes(order.status) || hasParcels(order);
const hasBundles = (order: Standing) => (order as { bundles?: object }).bundles !== undefined;

const count = (lines: readonly Line[], name: string) =>
  lines.reduce((sum, { sku, quantity }) => (sku === name ? sum + quantity : sum), 0);

function hasAllOf(order: Standing, lines: readonly Line[]): boolean {
  const left = (sku: string) =>
    count(order.holdings, sku) -
    count(
      (order.shipments ?? []).flatMap((parcel) => parcel.lines),
      sku,
    );
  return order.status === 'PAID' && !hasBundles(order) && lines.every(({ sku }) => count(lines, sku) <= left(sku));
}

/** What a reason means of an order, by the code that tells it. */
const REASONS: Readonly<Record<string, (order: Standing, lines: readonly Line[]) => boolean>> = {
  'deliveries.not-paid': ({ status }) => status !== 'PAID' && !LEFT.has(status),
  'deliveries.already-shipped': ({ status }) => LEFT.has(status),
  'deliveries.to-be-collected': ({ delivery }) => delivery?.method === 'pickup',
  'orders.awaits-group': ({ groupBuy }) => groupBuy !== undefined && !groupBuy.complete,
  'deliveries.over-shipment': (order, lines) => lines.length === 0 || !hasAllOf(order, lines),
  'orders.not-cancellable': isOver,
  'orders.not-returnable': (order) => !isGone(order) || order.imported !== undefined || hasBundles(order),
  'orders.return-exceeds-purchase': isGone,
  'feedback.not-delivered': ({ status }) => status !== 'DELIVERED' && status !== 'COMPLETED',
};

function untrue({ code, names: [orderId = ''], body, orders }: Answered): string | undefined {
  const holds = REASONS[code];
  const all = orders(orderId);
  if (!holds || all.length === 0) return undefined;
  const lines = (body.lines ?? []) as Line[];
  return all.some((order) => holds(order, lines)) ? undefined : `was told ${code}, which was never so`;
}

/** Who cannot cancel is told just that, not what somebody else found on the way. */
function otherWords({ code, exchange, names: [orderId = ''], orders }: Answered): string | undefined {
  const all = orders(orderId);
  if (exchange.status !== 409 || code === 'orders.not-cancellable' || all.length === 0) return undefined;
  const isPlain = all.every(isOver) && /^(orders|payments)\./.test(code);
  return isPlain ? `cannot be cancelled, and was told ${code}` : undefined;
}

/** What refusals of orders mean. */
export const rulesOfWords: readonly Rule[] = [
  { method: '*', path: /^\/v1\/(?:admin\/)?orders\/([^/]+)\//, fault: untrue },
  { method: 'POST', path: /^\/v1\/orders\/([^/]+)\/cancel$/, fault: otherWords },
];
