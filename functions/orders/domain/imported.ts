import { DomainError } from '../../../shared/kernel/errors.ts';
import type { Instant } from '../../../shared/kernel/time.ts';
import { MAX_TOTAL } from './cart.ts';
import type { Discount, Order, PricedLine } from './order.ts';

/** A line as another system tells it; `unitPrice` in minor units. */
export interface ImportedLine {
  sku: string;
  quantity: number;
  unitPrice: number;
}

/** A line with what was given on it, as another system tells that too. */
export interface SoldLine extends ImportedLine {
  discounts?: Discount[];
}

/** An order as another system tells it. */
export interface ImportedOrder {
  orderId: string;
  source: string;
  externalId: string;
  placedAt: Instant;
  customerRef?: string;
  currency: string;
  lines: SoldLine[];
  couponCodes?: string[];
}

/** Whose order it is when the other system does not say. Nobody can sign in by this name. */
const NOBODY = 'anonymous';

/** The customer's id here: within the names of its source, so that an import never writes into a customer of the shop's own. */
export function customerIdOf({ source, customerRef }: Pick<ImportedOrder, 'source' | 'customerRef'>): string {
  return customerRef === undefined ? NOBODY : `${source}:${customerRef}`;
}

const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0);

function soldLine({ sku, quantity, unitPrice, discounts = [] }: SoldLine, index: number): PricedLine {
  const gross = quantity * unitPrice;
  const net = gross - sum(discounts.map(({ amount }) => amount));
  if (net < 0) {
    const code = 'orders.discount-exceeds-line';
    throw new DomainError('invalid', code, 'More was given than the line costs.', {
      errors: [{ path: `lines.${index}.discounts`, code }],
    });
  }
  return { sku, quantity, unitPrice, gross, discounts, net };
}

/** What each promotion gave on the lines together. */
function appliedOf(lines: readonly PricedLine[]): Discount[] {
  const byPromotion = Map.groupBy(
    lines.flatMap(({ discounts }) => discounts),
    ({ promotionId }) => promotionId,
  );
  return Array.from(byPromotion, ([promotionId, given]) => {
    return { promotionId, label: given[0]?.label ?? '', amount: sum(given.map(({ amount }) => amount)) };
  });
}

/**
 * The imported order as this shop keeps it: completed, paid elsewhere, holding no stock. Throws invalid
 * `orders.amount-too-large`, `orders.discount-exceeds-line`.
 */
export function takeOver(imported: ImportedOrder, correlationId: string, event: string): Order {
  const { orderId, source, externalId, placedAt, currency, couponCodes = [] } = imported;
  const lines = imported.lines.map(soldLine);
  const subtotal = sum(lines.map(({ gross }) => gross));
  const total = sum(lines.map(({ net }) => net));
  if (subtotal > MAX_TOTAL) throw new DomainError('invalid', 'orders.amount-too-large', 'The order comes to too much.');
  return {
    orderId,
    customerId: customerIdOf(imported),
    channel: 'marketplace',
    status: 'COMPLETED',
    version: 1,
    currency,
    placedAt,
    subtotal,
    discountTotal: subtotal - total,
    shipping: 0,
    tax: 0,
    total,
    lines,
    promotions: { applied: appliedOf(lines), rejected: [], hints: [] },
    couponCodes,
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
  const { orderId, customerId, placedAt, currency, subtotal, discountTotal, channel, lines } = order;
  const units = lines.reduce((sum, { quantity }) => sum + quantity, 0);
  const skus = [...new Set(lines.map(({ sku }) => sku))].slice(0, MAX_SKUS);
  const buyer = customerId === NOBODY ? {} : { customerId };
  const given = discountTotal > 0 ? { discount: discountTotal } : {};
  return {
    subject: orderId,
    channel,
    data: { orderId, ...names, placedAt, currency, ...buyer, gross: subtotal, ...given, units, skus },
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

function exceeds(path: string): DomainError {
  const code = 'orders.return-exceeds-purchase';
  const errors = [{ path, code }];
  return new DomainError('conflict', code, 'More comes back than was bought, or at more than was paid.', { errors });
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
  if (wanted > 0) throw exceeds(`lines.${index}.quantity`);
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
  const refund = sum(lines.map(({ quantity, unitPrice }) => quantity * unitPrice));
  const refundTotal = (order.refundTotal ?? 0) + refund;
  if (refundTotal > order.total) throw exceeds('lines');
  return { order: { ...order, version: order.version + 1, returned, refundTotal }, refund };
}
