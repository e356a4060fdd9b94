import type { Action } from '../../shared/platform/transaction.ts';
import { releaseStock } from '../inventory/holds.ts';
import { giveBack } from '../promotions/holds.ts';
import type { Order } from './domain/order.ts';

/** Gives back all that an order holds, when it ends early: stock and uses of promotions. */
export function releaseHoldings({ orderId, customerId, holdings, uses }: Order): Action[] {
  return [...releaseStock(holdings), ...giveBack(uses, { orderId, customerId })];
}
