import { DomainError } from '../../shared/kernel/errors.ts';
import type { Principal } from '../../shared/platform/session.ts';
import { findStored, type StoredOrder } from './store.ts';

/** The order, if the caller is its buyer or staff; anybody else hears that it does not exist. Right: GetItem. */
export async function ownOrder(orderId: string, caller: Principal): Promise<StoredOrder> {
  const stored = await findStored(orderId);
  const isStaff = caller.roles.some((role) => role === 'staff' || role === 'admin');
  if (!stored || !(isStaff || stored.order.customerId === caller.id)) {
    throw new DomainError('not-found', 'orders.unknown-order', 'There is no such order.');
  }
  return stored;
}
