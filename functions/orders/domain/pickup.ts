import { DomainError } from '../../../shared/kernel/errors.ts';
import { type Instant, shift } from '../../../shared/kernel/time.ts';
import { refuseAwaiting } from './in-group.ts';
import { advance, type Mover } from './life.ts';
import type { Order } from './order.ts';
import { awaitedOf } from './parts.ts';

/** So many wrong codes, and nobody may try for a while: eight digits cannot be guessed like that. */
export const MOST_WRONG_CODES = 5;

const LOCKED_MS = 15 * 60_000;

/** True for an order whose buyer fetches it himself, and which waits for him as a whole. */
export function waitsForPickup(order: Order): boolean {
  const { delivery, status } = order;
  return delivery.method === 'pickup' && status === 'PAID' && awaitedOf(order).length === 0;
}

/** True for an order that was handed over to its buyer. */
export function isHandedOver({ pickup }: Order): boolean {
  return pickup?.handedOverAt !== undefined;
}

/** Throws conflict `orders.not-collectable` for an order that nobody fetches, limited `orders.pickup-locked` after too many wrong codes. */
export function refuseHandOver(order: Order, now: Instant): void {
  if (!waitsForPickup(order) && !isHandedOver(order)) {
    throw new DomainError('conflict', 'orders.not-collectable', 'The order does not wait to be picked up.');
  }
  const { wrongCodes = 0, lastWrongAt } = order.pickup ?? {};
  const isLocked = lastWrongAt !== undefined && wrongCodes >= MOST_WRONG_CODES && now < shift(lastWrongAt, LOCKED_MS);
  if (isLocked) throw new DomainError('limited', 'orders.pickup-locked', 'Too many wrong codes; try again later.');
}

/** The order after one more wrong code; those from before a lock that is over no longer count. */
export function wrongCode(order: Order, now: Instant): Order {
  const { wrongCodes = 0 } = order.pickup ?? {};
  const counted = wrongCodes >= MOST_WRONG_CODES ? 1 : wrongCodes + 1;
  const pickup = { ...order.pickup, wrongCodes: counted, lastWrongAt: now };
  return { ...order, version: order.version + 1, pickup };
}

/** The order whose goods left over the counter: SHIPPED, to be completed at once. Throws `orders.illegal-step`, `orders.awaits-group`. */
export function handOver(order: Order, mover: Mover): Order {
  refuseAwaiting(order);
  return { ...advance(order, 'SHIPPED', mover), pickup: { ...order.pickup, handedOverAt: mover.at } };
}
