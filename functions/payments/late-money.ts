import { isDomainError } from '../../shared/kernel/errors.ts';
import { log } from '../../shared/platform/log.ts';
import { isChangedMeanwhile } from '../../shared/platform/retry.ts';
import type { Run } from '../../shared/platform/run.ts';
import { type Action, commit } from '../../shared/platform/transaction.ts';
import { findOrder, holdAgain, type Order, reviveOrder } from '../orders/holds.ts';
import { type Payment, settle } from './domain/payment.ts';
import { ask } from './domain/refund.ts';
import { dueAfterDoubt } from './holds.ts';
import { finishRefund } from './refund.ts';
import { putPayment, putRefund } from './store.ts';

/** Writes down that the money came, and in the same commit that it goes back. */
async function goesBack(payment: Payment, run: Run, first: Action[]): Promise<void> {
  const captured = settle(payment, 'captured', run.now);
  const wish = { refundId: run.newId('refund'), amount: payment.amount, reason: 'late-money', lines: [] } as const;
  const asked = ask(captured, { ...wish, lines: [] }, run.now, dueAfterDoubt(run));
  await commit([...first, putPayment(asked.payment, 2), putRefund(asked.refund)]);
  log.warn('money came late and goes back', { paymentId: payment.paymentId, orderId: payment.orderId });
  await finishRefund(payment.paymentId, asked.refund.refundId, run);
}

/** Tries to hold the goods of an expired order again for its late money; false when they, or its promotions, are gone. */
async function revives(payment: Payment, order: Order, run: Run, first: Action[]): Promise<boolean> {
  try {
    const held = await holdAgain(order, run);
    const captured = putPayment(settle(payment, 'captured', run.now));
    try {
      await commit([
        ...first,
        captured,
        ...reviveOrder(held.order, `payment ${payment.provider}`, run),
        ...held.actions,
      ]);
    } catch (error) {
      await held.undo();
      throw error;
    }
    return true;
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return false;
  }
}

/** Goods or promotions are gone. What is only busy, away or changed meanwhile is no reason to give the money back: it is told again. */
function isRefusal(error: unknown): boolean {
  if ((error as Error).name === 'StockMoved') return true;
  const isConflict = isDomainError(error) && error.kind === 'conflict' && !error.code.startsWith('request.');
  return isConflict && !isChangedMeanwhile(error);
}

/**
 * What becomes of money that came for a payment which had ended. Was it the payment of an order that expired, its goods are
 * held again where they are still there, and it is PAID after all; else the money goes back. `first` goes before everything
 * else (a notification's deduplication item).
 */
export async function takeLateMoney(payment: Payment, run: Run, first: Action[]): Promise<void> {
  const order = await findOrder(payment.orderId);
  if (!order) throw new Error(`order ${payment.orderId} of payment ${payment.paymentId} is missing`);
  // Its place in a group went to somebody else.
  const comesBack = order.status === 'EXPIRED' && !order.groupBuy;
  const wasWaitedFor = comesBack && order.payment.paymentId === payment.paymentId;
  if (wasWaitedFor && (await revives(payment, order, run, first))) return;
  await goesBack(payment, run, first);
}
