import type { Run } from '../../shared/platform/run.ts';
import type { Order } from './domain/order.ts';
import type { Notice } from './domain/order-parts.ts';

/** What happened, who did it, and the event that tells of it. */
export type Told = Pick<Notice, 'what' | 'actor' | 'event'>;

/** The order with one more entry for its story. */
export function withNotice(order: Order, told: Told, run: Run): Order {
  const notice = { ...told, at: run.now, correlationId: run.correlationId };
  return { ...order, notices: [...(order.notices ?? []), notice] };
}
