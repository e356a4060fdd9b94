import type { Run } from '../../shared/platform/run.ts';
import type { Action } from '../../shared/platform/transaction.ts';
import { giveBack } from '../promotions/holds.ts';
import type { Order } from './domain/order.ts';
import { endHoldings } from './stock-work.ts';

/** Gives back all that an order holds, when it ends early: stock and uses of promotions. */
export function releaseHoldings(order: Order, run: Run): Action[] {
  return [...endHoldings('release', order, run), ...giveBack(order.uses, order)];
}
