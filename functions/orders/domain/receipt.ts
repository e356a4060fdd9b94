import { DomainError } from '../../../shared/kernel/errors.ts';
import type { Instant } from '../../../shared/kernel/time.ts';
import { grownFrom, type Parts } from './ledger.ts';
import type { Order } from './order.ts';
import { owedFor } from './returned.ts';
import { type ReceivedLine, type Return, refundLines } from './returns.ts';
import { addUnits, unitsOf } from './units.ts';

/** What the receipt of a return changes. */
export interface Receipt {
  order: Order;
  back: Return;
  /** What is paid back now, by SKU too. */
  refund: number;
  refundLines: { sku: string; quantity: number; amount: number }[];
  /** What the ledger says of the received units, and what a threshold's policy takes from that. */
  parts: Parts;
  lost: number;
  lostTax: number;
}

function refuseOther({ status, lines }: Return, received: readonly ReceivedLine[]): void {
  if (status !== 'REQUESTED') {
    throw new DomainError('conflict', 'orders.return-received', 'This return was received before.');
  }
  const asked = unitsOf(lines);
  const came = unitsOf(received);
  const code = 'orders.return-exceeds-request';
  const errors = received.flatMap(({ sku }, index) =>
    (came[sku] ?? 0) > (asked[sku] ?? 0) ? [{ path: `lines.${index}.quantity`, code }] : [],
  );
  if (errors.length > 0) throw new DomainError('conflict', code, 'More came than was asked for.', { errors });
}

/**
 * The goods of a return are there, all or some of them; what did not come may be asked for anew. What is paid back is what
 * is owed for all units received so far, less what was owed before. Throws conflict `orders.return-received`,
 * `orders.return-exceeds-request`.
 */
export function receiveReturn(
  order: Order,
  back: Return,
  received: ReceivedLine[],
  at: { now: Instant; locationId: string },
): Receipt {
  refuseOther(back, received);
  const [before, after] = [order.returned ?? {}, addUnits(order.returned, unitsOf(received))];
  const [owedBefore, owed] = [owedFor(order, before), owedFor(order, after)];
  const refund = owed.total - owedBefore.total;
  const lines = refundLines(order, before, after, refund);
  return {
    order: {
      ...order,
      version: order.version + 1,
      returned: after,
      returning: addUnits(order.returning, unitsOf(back.lines), -1),
      returns: { count: order.returns?.count ?? 0, owed: owed.total },
    },
    back: {
      ...back,
      status: 'RECEIVED',
      received,
      locationId: at.locationId,
      receivedAt: at.now,
      refundTotal: refund,
      version: back.version + 1,
    },
    refund,
    refundLines: lines.map(({ refund: amount, ...line }) => ({ ...line, amount })),
    parts: grownFrom(owedBefore.parts, owed.parts),
    lost: owed.lost - owedBefore.lost,
    lostTax: owed.lostTax - owedBefore.lostTax,
  };
}

/** What came back of each SKU: good units for sale again, broken ones apart. */
export function byCondition(received: readonly ReceivedLine[]) {
  const skus = [...new Set(received.map(({ sku }) => sku))];
  const count = (name: string, condition: ReceivedLine['condition']) =>
    received.reduce((sum, one) => sum + (one.sku === name && one.condition === condition ? one.quantity : 0), 0);
  return skus.map((sku) => ({ sku, resaleable: count(sku, 'resaleable'), damaged: count(sku, 'damaged') }));
}

/** True when a return was received before with just these lines at this place: somebody asks again. */
export function isSameReceipt(back: Return, lines: readonly ReceivedLine[], locationId: string): boolean {
  const told = (received: readonly ReceivedLine[]) => JSON.stringify(byCondition(received));
  return back.status !== 'REQUESTED' && back.locationId === locationId && told(back.received ?? []) === told(lines);
}

/** A receipt that pays back no more than `left`: money may have gone back for other reasons before. */
export function bounded(receipt: Receipt, left: number): Receipt {
  const refund = Math.max(0, Math.min(receipt.refund, left));
  return {
    ...receipt,
    refund,
    back: { ...receipt.back, refundTotal: refund },
    lost: receipt.lost + receipt.refund - refund,
  };
}
