import { DomainError } from '../../../shared/kernel/errors.ts';
import { type Instant, shift } from '../../../shared/kernel/time.ts';
import { type ImportedLine, takeOver } from './imported.ts';
import type { Holding, Order } from './order.ts';
import type { TillPayment } from './order-parts.ts';
import type { UnitLine } from './units.ts';

/** A till and where it stands. */
export interface Till {
  tillId: string;
  locationId: string;
  currency: string;
}

/** What was sold and paid at a till, under the till's own running number. */
export interface TillSale {
  sequence: number;
  soldAt: Instant;
  customerId?: string;
  lines: ImportedLine[];
  payments: TillPayment[];
  /** Coupons it took, and what it gave for each: its prices have that in them already. */
  coupons?: { code: string; amount: number }[];
  /** What its bundles are made of. */
  bundles?: Order['bundles'];
}

/** Running numbers from one to another, both included. */
export type Range = [from: number, to: number];

/** The ranges with one number more; neighbours grow together. */
export function withNumber(ranges: readonly Range[], number: number): Range[] {
  const touching = ranges.filter(([from, to]) => from <= number + 1 && to >= number - 1);
  const others = ranges.filter((range) => !touching.includes(range));
  const grown: Range = [
    Math.min(number, ...touching.map(([from]) => from)),
    Math.max(number, ...touching.map(([, to]) => to)),
  ];
  return [...others, grown].sort(([a], [b]) => a - b);
}

/** The numbers between the ranges: sales that were not told yet. */
export function gapsIn(ranges: readonly Range[]): Range[] {
  return ranges.slice(1).map(([from], at): Range => [(ranges[at]?.[1] ?? 0) + 1, from - 1]);
}

/** More open gaps than that are no network cut but a till that counts wrongly. */
export const MOST_RANGES = 200;

/** Refuses payments that do not come to what was sold. Throws invalid `orders.till-payments-differ`. */
function refuseOtherPayments(total: number, payments: readonly TillPayment[]): void {
  if (payments.reduce((sum, { amount }) => sum + amount, 0) === total) return;
  throw new DomainError('invalid', 'orders.till-payments-differ', 'The payments are not what the lines come to.');
}

/** By so much the clocks of tills, and our own, may differ. */
const CLOCKS_DIFFER_MS = 900_000;

/** Refuses a sale of the future, whose day is not open in the books. Throws invalid `orders.till-sold-in-future`. */
export function refuseFuture({ soldAt }: Pick<TillSale, 'soldAt'>, now: Instant): void {
  if (soldAt <= shift(now, CLOCKS_DIFFER_MS)) return;
  throw new DomainError('invalid', 'orders.till-sold-in-future', 'The clock of the till runs ahead.');
}

/** A till's sale as an order of this shop: COMPLETED from the start, paid, its goods gone. Throws `orders.till-payments-differ`. */
export function orderOfTill(
  till: Till,
  sale: TillSale,
  names: { orderId: string; correlationId: string; event: string },
): Order {
  const { tillId, locationId, currency } = till;
  const { sequence, soldAt, customerId, lines, payments, bundles = {} } = sale;
  const { orderId, correlationId, event } = names;
  const told = { orderId, source: `till:${tillId}`, externalId: String(sequence), placedAt: soldAt, currency, lines };
  const order = takeOver(told, correlationId, event);
  refuseOtherPayments(order.total, payments);
  return {
    ...order,
    ...(customerId ? { customerId } : {}),
    ...(Object.keys(bundles).length > 0 ? { bundles } : {}),
    channel: 'store',
    delivery: { method: 'pickup', locationId },
    payment: { paymentId: 'till', provider: 'till', status: 'captured' },
    till: { tillId, sequence, payments },
  };
}

/** What left the shelf, each SKU once. */
export function goneFrom(locationId: string, lines: readonly UnitLine[]): Holding[] {
  const units = new Map<string, number>();
  for (const { sku, quantity } of lines) units.set(sku, (units.get(sku) ?? 0) + quantity);
  return [...units].map(([sku, quantity]) => ({ sku, locationId, quantity }));
}

/** Whether a sale told again is the one that is known. */
export function isSameSale(known: Order, sale: TillSale): boolean {
  const line = ({ sku, quantity, unitPrice }: ImportedLine) => `${sku} ${quantity} ${unitPrice}`;
  const same = (a: readonly unknown[], b: readonly unknown[]) => JSON.stringify(a) === JSON.stringify(b);
  const isSameMoney = same(
    known.till?.payments.map(({ method, amount }) => [method, amount]) ?? [],
    sale.payments.map(({ method, amount }) => [method, amount]),
  );
  return known.placedAt === sale.soldAt && same(known.lines.map(line), sale.lines.map(line)) && isSameMoney;
}
