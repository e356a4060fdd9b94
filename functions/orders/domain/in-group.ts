import { DomainError } from '../../../shared/kernel/errors.ts';
import type { Order } from './order.ts';

type Grouped = Pick<Order, 'groupBuy'>;

/** True while an order waits for the others of its group. */
export function awaitsGroup({ groupBuy }: Grouped): boolean {
  return groupBuy !== undefined && !groupBuy.complete;
}

/** Keeps goods in the house while their group is not complete. Throws conflict `orders.awaits-group`. */
export function refuseAwaiting(order: Grouped): void {
  if (awaitsGroup(order))
    throw new DomainError('conflict', 'orders.awaits-group', 'The group that the order is in is not complete.');
}

/** The order of a group that is complete; undefined where there is nothing to change. */
export function groupCompleted(order: Order): Order | undefined {
  const { groupBuy, status, version } = order;
  if (!groupBuy || groupBuy.complete || status !== 'PAID') return undefined;
  return { ...order, version: version + 1, groupBuy: { ...groupBuy, complete: true } };
}

/** True for an order that ends with its group: what is being charged is decided first, and comes back as money too late. */
export function endsWithGroup({ groupBuy, status }: Order): boolean {
  return groupBuy !== undefined && !groupBuy.complete && (status === 'PAID' || status === 'RESERVED');
}
