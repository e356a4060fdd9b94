import type { DataOf, Envelope, EventContract } from '../../events/contract.ts';
import { OrderCancelled } from '../../events/orders/order-cancelled.v1.ts';
import { OrderImported } from '../../events/orders/order-imported.v1.ts';
import { OrderPaid } from '../../events/orders/order-paid.v1.ts';
import { OrderRefunded } from '../../events/orders/order-refunded.v1.ts';
import { findOrder } from '../orders/holds.ts';
import type { DealFact } from './domain/order-deals.ts';

/** A fact about the deals of one order. */
export interface Told {
  orderId: string;
  fact: DealFact;
}

/** The facts that make a deal, or take one back. */
export const contracts: EventContract<unknown>[] = [OrderPaid, OrderImported, OrderCancelled, OrderRefunded];

/** An event of a channel that is not named is of the web shop. */
const USUAL_CHANNEL = 'web';

function paid({ data, channel = USUAL_CHANNEL }: Envelope<DataOf<typeof OrderPaid>>): Told {
  return { orderId: data.orderId, fact: { what: 'sold', channel, at: data.paidAt, lines: data.lines } };
}

/** What was sold elsewhere: the event names its SKUs only, and the order says for how much. */
async function imported({ data: { orderId } }: Envelope<DataOf<typeof OrderImported>>): Promise<Told | undefined> {
  const order = await findOrder(orderId);
  if (!order) return undefined;
  const { channel, placedAt: at, lines } = order;
  return { orderId, fact: { what: 'sold', channel, at, lines } };
}

/** Only what a buyer sent back, or never got, was no deal; goodwill and late money change no price. */
function refunded({ data }: Envelope<DataOf<typeof OrderRefunded>>): Told | undefined {
  const { orderId, refundId: id, lines, reason } = data;
  return reason === 'returned' || reason === 'imported'
    ? { orderId, fact: { what: 'returned', id, lines } }
    : undefined;
}

type Reader = (event: Envelope<never>) => Told | undefined | Promise<Told | undefined>;

const READERS: Record<string, Reader> = {
  [OrderPaid.type]: paid,
  [OrderImported.type]: imported,
  [OrderCancelled.type]: ({ data }: Envelope<DataOf<typeof OrderCancelled>>) =>
    data.wasPaid ? { orderId: data.orderId, fact: { what: 'cancelled' } } : undefined,
  [OrderRefunded.type]: refunded,
};

/** What an event says about deals, if it says anything. */
export async function toldBy(event: Envelope<unknown>): Promise<Told[]> {
  const told = await READERS[event.type]?.(event as Envelope<never>);
  return told ? [told] : [];
}
