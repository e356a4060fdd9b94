import { OrderRefunded } from '../../events/orders/order-refunded.v1.ts';
import { ReturnReceived } from '../../events/orders/return-received.v1.ts';
import { DomainError, isDomainError } from '../../shared/kernel/errors.ts';
import { log } from '../../shared/platform/log.ts';
import { announce } from '../../shared/platform/outbox.ts';
import type { Run } from '../../shared/platform/run.ts';
import { type Action, commit } from '../../shared/platform/transaction.ts';
import { explode, returnStock } from '../inventory/holds.ts';
import { askRefund, finishRefunds, type Payment, paymentOf } from '../payments/holds.ts';
import { giveBack } from '../promotions/holds.ts';
import type { Order } from './domain/order.ts';
import { bounded, byCondition, isSameReceipt, type Receipt, receiveReturn } from './domain/receipt.ts';
import { isAllBack, MOST_SKUS, type ReceivedLine, type Return, refundIdOf } from './domain/returns.ts';
import type { UnitLine } from './domain/units.ts';
import { refundedFact } from './money-back.ts';
import { withNotice } from './notices.ts';
import { findReturn, putReturn } from './return-store.ts';
import { findStored, putOrder } from './store.ts';

/** Refuses more products than one receipt can take into the house. Throws conflict `orders.return-too-large`. */
export function refuseTooLarge(order: Order, lines: readonly UnitLine[]): void {
  const skus = new Set(explode(lines, order.bundles).map(({ sku }) => sku));
  if (skus.size <= MOST_SKUS) return;
  const message = `At most ${MOST_SKUS} products come back in one return; make another for the rest.`;
  throw new DomainError('conflict', 'orders.return-too-large', message);
}

/** One return. Throws not-found `orders.unknown-return`. */
export async function knownReturn(returnId: string): Promise<Return> {
  const back = await findReturn(returnId);
  if (!back) throw new DomainError('not-found', 'orders.unknown-return', 'There is no such return.');
  return back;
}

/** The units that go on the shelf, a bundle's as its components'. */
function stockOf(order: Order, received: readonly ReceivedLine[], locationId: string) {
  const units = explode(received, order.bundles).map(({ sku, quantity, line }) => {
    const condition = received[line]?.condition ?? 'damaged';
    return { sku, quantity, condition };
  });
  return byCondition(units).map((each) => ({ ...each, locationId }));
}

/** How the money of a receipt goes back: the order and the return as they are then, and what the commit holds for it. */
interface Settled {
  order: Order;
  back: Return;
  actions: Action[];
}

/** Money of a payment is asked back in the receipt's commit; where there is nothing to pay back, the return is done. */
function askedBack({ order, back, refund, refundLines: lines }: Receipt, payment: Payment, run: Run): Settled {
  if (refund === 0) return { order, back: { ...back, status: 'REFUNDED' }, actions: [] };
  const wish = { refundId: refundIdOf(back.returnId), amount: refund, reason: 'returned', lines } as const;
  return { order, back, actions: askRefund(payment, wish, run) };
}

/** What was paid at a till is paid back over the counter: no provider has to be asked. */
function paidOver({ order, back, refund: amount, refundLines: lines }: Receipt, tillId: string, run: Run): Settled {
  const refund = { refundId: refundIdOf(back.returnId), provider: `till:${tillId}`, amount, lines } as const;
  const fact = refundedFact(order, { ...refund, reason: 'returned' }, run);
  return {
    order: { ...order, refundTotal: (order.refundTotal ?? 0) + amount },
    back: { ...back, status: 'REFUNDED' },
    actions: amount > 0 ? [announce(OrderRefunded, fact, run)] : [],
  };
}

async function settle(receipt: Receipt, run: Run): Promise<{ receipt: Receipt; settled: Settled }> {
  const { till, payment: own } = receipt.order;
  if (till) return { receipt, settled: paidOver(receipt, till.tillId, run) };
  const payment = await paymentOf(own.paymentId);
  const left = bounded(receipt, payment.amount - (payment.refundAsked ?? 0));
  return { receipt: left, settled: askedBack(left, payment, run) };
}

function fact({ order, back, refund, parts, lost, lostTax }: Receipt, locationId: string, run: Run) {
  const { orderId, customerId, currency, channel } = order;
  const { returnId, received: lines = [] } = back;
  const about = { orderId, customerId, returnId, locationId, receivedAt: run.now, lines };
  return { subject: orderId, channel, data: { ...about, refundTotal: refund, currency, parts, lost, lostTax } };
}

/** Asks the provider for what a receipt asked back; what it does not answer now is asked again by `reconcile-payments`. */
export async function payBack(paymentId: string, run: Run): Promise<void> {
  try {
    await finishRefunds(paymentId, run);
  } catch (error) {
    if (!isDomainError(error)) log.error('refund not finished', { error: error as Error, paymentId });
  }
}

/**
 * Takes the goods of a return into the house: the return, its order, the stock, what is owed and the event in one commit.
 * Answers the payment that has a refund to finish, if any. Throws `orders.unknown-return`, `orders.return-received`,
 * `orders.return-exceeds-request`.
 */
export async function receive(
  returnId: string,
  lines: ReceivedLine[],
  by: { actor: string; locationId: string },
  run: Run,
): Promise<string | undefined> {
  const known = await knownReturn(returnId);
  const stored = await findStored(known.orderId);
  if (!stored) throw new Error(`order ${known.orderId} of return ${returnId} is missing`);
  const { paymentId } = stored.order.payment;
  if (isSameReceipt(known, lines, by.locationId)) return known.status === 'RECEIVED' ? paymentId : undefined;
  const received = receiveReturn(stored.order, known, lines, { now: run.now, locationId: by.locationId });
  const { receipt, settled } = await settle(received, run);
  const notice = { what: 'return received', actor: by.actor, event: ReturnReceived.type };
  await commit([
    putReturn(settled.back),
    putOrder(withNotice(settled.order, notice, run), 1),
    ...settled.actions,
    ...returnStock(stockOf(receipt.order, lines, by.locationId), returnId, run),
    // With everything back, the order's uses of promotions are others' again.
    ...(isAllBack(receipt.order) ? giveBack(receipt.order.uses, { ...receipt.order, isPaid: true }) : []),
    announce(ReturnReceived, fact(receipt, by.locationId, run), run),
  ]);
  return settled.back.status === 'RECEIVED' ? paymentId : undefined;
}
