import { DomainError } from '../../../shared/kernel/errors.ts';
import type { Instant } from '../../../shared/kernel/time.ts';
import { MAX_TOTAL } from './cart.ts';
import type { Order } from './order.ts';

/** A line as another system tells it; `unitPrice` in minor units. */
export interface ImportedLine {
  sku: string;
  quantity: number;
  unitPrice: number;
}

/** An order as another system tells it. */
export interface ImportedOrder {
  orderId: string;
  source: string;
  externalId: string;
  placedAt: Instant;
  customerRef?: string;
  currency: string;
  lines: ImportedLine[];
}

/** Whose order it is when the other system does not say. Nobody can sign in by this name. */
const NOBODY = 'anonymous';

/** The customer's id here: within the names of its source, so that an import never writes into a customer of the shop's own. */
export function customerIdOf({ source, customerRef }: Pick<ImportedOrder, 'source' | 'customerRef'>): string {
  return customerRef === undefined ? NOBODY : `${source}:${customerRef}`;
}

/**
 * The imported order as this shop keeps it: completed, paid elsewhere, holding no stock. Throws invalid
 * `orders.amount-too-large`.
 */
export function takeOver(imported: ImportedOrder, correlationId: string, event: string): Order {
  const { orderId, source, externalId, placedAt, currency } = imported;
  const lines = imported.lines.map(({ sku, quantity, unitPrice }) => {
    const gross = quantity * unitPrice;
    return { sku, quantity, unitPrice, gross, discounts: [], net: gross };
  });
  const total = lines.reduce((sum, { gross }) => sum + gross, 0);
  if (total > MAX_TOTAL) throw new DomainError('invalid', 'orders.amount-too-large', 'The order comes to too much.');
  return {
    orderId,
    customerId: customerIdOf(imported),
    channel: 'marketplace',
    status: 'COMPLETED',
    version: 1,
    currency,
    placedAt,
    subtotal: total,
    discountTotal: 0,
    shipping: 0,
    tax: 0,
    total,
    lines,
    promotions: { applied: [], rejected: [], hints: [] },
    couponCodes: [],
    delivery: { method: 'ship' },
    holdings: [],
    uses: [],
    payment: { paymentId: 'imported', provider: source, status: 'captured' },
    imported: { source, externalId },
    history: [{ status: 'COMPLETED', at: placedAt, actor: `import ${source}`, event, correlationId }],
  };
}

/** An event names at most this many SKUs. */
const MAX_SKUS = 500;

/** What the house is told of an imported order. */
export function importedFact(order: Order, names: { source: string; externalId: string }) {
  const { orderId, customerId, placedAt, currency, total, channel, lines } = order;
  const units = lines.reduce((sum, { quantity }) => sum + quantity, 0);
  const skus = [...new Set(lines.map(({ sku }) => sku))].slice(0, MAX_SKUS);
  const buyer = customerId === NOBODY ? {} : { customerId };
  return {
    subject: orderId,
    channel,
    data: { orderId, ...names, placedAt, currency, ...buyer, gross: total, units, skus },
  };
}

type Returned = Record<string, number>;

const keyOf = (sku: string, unitPrice: number): string => `${sku}@${unitPrice}`;

/** The prices a SKU was bought at that can take back one at `unitPrice`: the very price, then the next dearer ones. */
function pricesFor(order: Order, { sku, unitPrice }: ImportedLine): number[] {
  const bought = order.lines.filter((line) => line.sku === sku && line.unitPrice >= unitPrice);
  return [...new Set(bought.map((line) => line.unitPrice))].sort((a, b) => a - b);
}

function boughtAt(order: Order, sku: string, unitPrice: number): number {
  const same = order.lines.filter((line) => line.sku === sku && line.unitPrice === unitPrice);
  return same.reduce((sum, { quantity }) => sum + quantity, 0);
}

function returnLine(order: Order, returned: Returned, line: ImportedLine, index: number): Returned {
  const after = { ...returned };
  let wanted = line.quantity;
  for (const price of pricesFor(order, line)) {
    const key = keyOf(line.sku, price);
    const before = after[key] ?? 0;
    const taken = Math.min(wanted, boughtAt(order, line.sku, price) - before);
    if (taken > 0) after[key] = before + taken;
    wanted -= taken;
  }
  if (wanted > 0) {
    const code = 'orders.return-exceeds-purchase';
    throw new DomainError('conflict', code, 'More comes back than was bought, or at more than was paid.', {
      errors: [{ path: `lines.${index}.quantity`, code }],
    });
  }
  return after;
}

/**
 * The order after `lines` came back, and what was refunded for them. Never more than was bought, nor at a higher price:
 * throws conflict `orders.return-exceeds-purchase` naming the line.
 */
export function bringBack(order: Order, lines: readonly ImportedLine[]): { order: Order; refund: number } {
  const returned = lines.reduce<Returned>(
    (sum, line, index) => returnLine(order, sum, line, index),
    order.returned ?? {},
  );
  const refund = lines.reduce((sum, { quantity, unitPrice }) => sum + quantity * unitPrice, 0);
  const refundTotal = (order.refundTotal ?? 0) + refund;
  return { order: { ...order, version: order.version + 1, returned, refundTotal }, refund };
}
