import type { Run } from '../../shared/platform/run.ts';
import type { Action } from '../../shared/platform/transaction.ts';
import { giveBack } from '../promotions/holds.ts';
import { returnAllowance } from './admission-allowance.ts';
import { stopWaiting } from './backorder-store.ts';
import type { Order } from './domain/order.ts';
import { awaitedOf } from './domain/parts.ts';
import { endHoldings } from './stock-work.ts';

/**
 * Gives back all that an order holds, when it ends early: stock, uses of promotions and its buyer's share in a sale with a
 * line. Somebody who let the hold run out (`lapsed`) is let in less often there.
 */
export function releaseHoldings(order: Order, run: Run, lapsed = false): Action[] {
  return [
    ...endHoldings('release', order, run),
    ...awaitedOf(order).map((holding) => stopWaiting(order, holding)),
    ...giveBack(order.uses, { ...order, isPaid: order.status === 'PAID' }),
    ...returnAllowance(order.customerId, order.inLine ?? [], lapsed, run),
  ];
}
