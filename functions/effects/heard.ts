import type { Envelope, EventContract } from '../../events/contract.ts';
import { OrderCancelled } from '../../events/orders/order-cancelled.v1.ts';
import { OrderExpired } from '../../events/orders/order-expired.v1.ts';
import { OrderImported } from '../../events/orders/order-imported.v1.ts';
import { OrderPaid } from '../../events/orders/order-paid.v1.ts';
import { OrderRefunded } from '../../events/orders/order-refunded.v1.ts';
import { ReturnReceived } from '../../events/orders/return-received.v1.ts';

interface Heard {
  contract: EventContract<unknown>;
  /** Whether it can change what is counted; an order that it says nothing new of is not even read. */
  matters(event: Envelope<unknown>): boolean;
}

function heard<Data>(contract: EventContract<Data>, matters: (data: Data) => boolean = () => true): Heard {
  return { contract, matters: ({ data }) => matters(data as Data) };
}

/**
 * The facts after which an order counts for more or less than before. That one was placed is not heard: every order is paid,
 * cancelled or given up within minutes, and each fact that is heard of every order costs every order.
 */
const HEARD: readonly Heard[] = [
  heard(OrderPaid),
  heard(OrderImported),
  heard(OrderCancelled),
  heard(OrderExpired),
  heard(ReturnReceived),
  // What was sold here comes back by ReturnReceived; of what was told from elsewhere only the refund is told.
  heard(OrderRefunded, ({ reason }) => reason === 'imported'),
];

/** The contracts that are heard. */
export const contracts = HEARD.map(({ contract }) => contract);

/** The orders that are to be looked at anew, each once. */
export function ordersIn(events: readonly Envelope<unknown>[]): string[] {
  const news = events.filter((event) =>
    HEARD.some(({ contract, matters }) => contract.type === event.type && matters(event)),
  );
  return [...new Set(news.map(({ data }) => (data as { orderId: string }).orderId))];
}
