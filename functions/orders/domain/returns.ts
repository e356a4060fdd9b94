import { DomainError } from '../../../shared/kernel/errors.ts';
import { splitByLargestRemainder } from '../../../shared/kernel/money.ts';
import type { Instant } from '../../../shared/kernel/time.ts';
import { gone } from './gone.ts';
import type { Order } from './order.ts';
import { owedFor } from './returned.ts';
import { addUnits, type UnitLine, type Units, unitsOf } from './units.ts';

/** Units that came back, and whether they can be sold again. */
export interface ReceivedLine extends UnitLine {
  condition: 'resaleable' | 'damaged';
}

/** The states of a return: asked for, goods received, money back. */
export type ReturnStatus = 'REQUESTED' | 'RECEIVED' | 'REFUNDED';

/** Goods that a buyer brings back. Amounts in minor units. */
export interface Return {
  returnId: string;
  orderId: string;
  status: ReturnStatus;
  lines: UnitLine[];
  reason: string;
  /** What was told when it was asked for; once the goods are there, what is paid back. */
  refundTotal: number;
  requestedAt: Instant;
  received?: ReceivedLine[];
  locationId?: string;
  receivedAt?: Instant;
  version: number;
}

/** What a return is worth before it is made. */
export interface ReturnQuote {
  refundTotal: number;
  lines: { sku: string; quantity: number; refund: number }[];
  /** What becomes of the thresholds that the order was given. */
  policy: 'keep' | 'reprice' | 'claw-back';
  /** What a lost threshold takes from the refund; negative where the rest priced anew is cheaper. */
  lost: number;
}

/** Each return stays in its order's story and is read with it: with these an order of 500 lines can come back four times over. */
export const MOST_RETURNS = 80;

/** So many SKUs, bundles taken apart, come back in one return: its receipt is one transaction. */
export const MOST_SKUS = 25;

/** Whether everything of an order came back. */
export function isAllBack({ lines, returned = {} }: Pick<Order, 'lines' | 'returned'>): boolean {
  const units = Object.values(returned).reduce((sum, each) => sum + each, 0);
  return units === lines.reduce((sum, { quantity }) => sum + quantity, 0);
}

/** Refuses units that never left, are back or on their way back. Throws conflict `orders.not-returnable`, `orders.return-exceeds-purchase`. */
function refuseTooMany(order: Order, lines: readonly UnitLine[]): void {
  const out = gone(order);
  if (Object.keys(out).length === 0) {
    throw new DomainError('conflict', 'orders.not-returnable', 'Nothing of this order can come back.');
  }
  const left = addUnits(out, addUnits(order.returned, order.returning), -1);
  const code = 'orders.return-exceeds-purchase';
  const wanted = unitsOf(lines);
  const errors = lines.flatMap(({ sku }, index) =>
    (wanted[sku] ?? 0) > (left[sku] ?? 0) ? [{ path: `lines.${index}.quantity`, code }] : [],
  );
  if (errors.length > 0) throw new DomainError('conflict', code, 'More comes back than was bought.', { errors });
}

/** A refund by SKU: split by what the units that came between two states are worth. */
export function refundLines(order: Order, before: Units, after: Units, refundTotal: number) {
  const [were, are] = [owedFor(order, before).worth, owedFor(order, after).worth];
  const asked = Object.entries(addUnits(after, before, -1));
  const worthOf = (name: string) =>
    order.lines.reduce((sum, { sku }, at) => sum + (sku === name ? (are[at] ?? 0) - (were[at] ?? 0) : 0), 0);
  const parts = splitByLargestRemainder(
    refundTotal,
    asked.map(([sku]) => worthOf(sku)),
  );
  return asked.map(([sku, quantity], at) => ({ sku, quantity, refund: parts[at] ?? 0 }));
}

function policyOf({ terms = [] }: Order): ReturnQuote['policy'] {
  const policies = terms.map(({ returns }) => returns?.policy);
  if (policies.includes('reprice')) return 'reprice';
  return policies.includes('claw-back') ? 'claw-back' : 'keep';
}

/**
 * What is paid back for `lines`, when all that is on its way comes before them: what is owed with them less what is owed
 * without. Throws conflict `orders.not-returnable`, `orders.return-exceeds-purchase`.
 */
export function quoteReturn(order: Order, lines: readonly UnitLine[]): ReturnQuote {
  refuseTooMany(order, lines);
  const before = addUnits(order.returned, order.returning);
  const after = addUnits(before, unitsOf(lines));
  const [owedBefore, owed] = [owedFor(order, before), owedFor(order, after)];
  const refundTotal = owed.total - owedBefore.total;
  return {
    refundTotal,
    lines: refundLines(order, before, after, refundTotal),
    policy: policyOf(order),
    lost: owed.lost - owedBefore.lost,
  };
}

/** The order's next version, in which `lines` are on their way back, and the return. Throws as `quoteReturn`, and `orders.too-many-returns`. */
export function requestReturn(order: Order, lines: readonly UnitLine[], reason: string, now: Instant) {
  const { refundTotal, lines: merged } = quoteReturn(order, lines);
  const count = (order.returns?.count ?? 0) + 1;
  if (count > MOST_RETURNS) {
    throw new DomainError(
      'conflict',
      'orders.too-many-returns',
      'So many returns of one order are for its staff to sort out.',
    );
  }
  const { orderId } = order;
  const back: Return = {
    returnId: returnIdOf(orderId, count),
    orderId,
    status: 'REQUESTED',
    lines: merged.map(({ sku, quantity }) => ({ sku, quantity })),
    reason,
    refundTotal,
    requestedAt: now,
    version: 1,
  };
  const next: Order = {
    ...order,
    version: order.version + 1,
    returning: addUnits(order.returning, unitsOf(lines)),
    returns: { count, owed: order.returns?.owed ?? 0 },
  };
  return { order: next, back };
}

/** A return is named by its order and its number, so that its id leads to both. */
function returnIdOf(orderId: string, count: number): string {
  return `return_${orderId.replace(/^order_/, '')}-${count}`;
}

/** The order that a return's id names. */
export function orderIdOf(returnId: string): string {
  return `order_${returnId.replace(/^return_/, '').replace(/-\d+$/, '')}`;
}

/** The id under which the provider knows the refund of a return. */
export function refundIdOf(returnId: string): string {
  return `refund_${returnId}`;
}

/** The return that a refund is for, if it is for one. */
export function returnIdIn(refundId: string): string | undefined {
  return refundId.startsWith('refund_return_') ? refundId.slice('refund_'.length) : undefined;
}
