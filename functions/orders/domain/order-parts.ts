import type { Instant } from '../../../shared/kernel/time.ts';
import type { Holding } from './order.ts';

/** Some of the order's units on their way. */
export interface OrderShipment {
  deliveryId: string;
  partner: string;
  trackingNumber: string;
  /** What it takes, and from where. */
  lines: Holding[];
  at: Instant;
  deliveredAt?: Instant;
}

/** Something about the order that is no step of its life, for its story. */
export interface Notice {
  what: string;
  at: Instant;
  actor: string;
  event?: string;
  correlationId: string;
}

/** Money as a till told of it, in minor units. */
export interface TillPayment {
  method: string;
  amount: number;
  reference?: string;
}

/** A place in a group that wants a number of people who buy the same (拼团). */
export interface GroupPlace {
  promotionId: string;
  groupId: string;
  /** As many as were wanted have paid: from then on it is an order like any other. */
  complete?: true;
}
