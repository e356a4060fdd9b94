import type { DataOf, Envelope, EventContract } from '../../events/contract.ts';
import { LateMoneyReturned } from '../../events/orders/late-money-returned.v1.ts';
import { OrderCancelled } from '../../events/orders/order-cancelled.v1.ts';
import { OrderImported } from '../../events/orders/order-imported.v1.ts';
import { OrderPaid } from '../../events/orders/order-paid.v1.ts';
import { OrderRefunded } from '../../events/orders/order-refunded.v1.ts';
import { ReturnReceived } from '../../events/orders/return-received.v1.ts';
import { localDate } from '../../shared/kernel/time.ts';
import { shop } from '../../shared/platform/env.ts';
import * as booking from './domain/booking.ts';
import type { Entry } from './domain/entry.ts';

interface Heard {
  contract: EventContract<unknown>;
  book(event: Envelope<unknown>): booking.Booked | undefined;
}

function heard<Data>(
  contract: EventContract<Data>,
  book: (data: Data, event: Envelope<unknown>) => booking.Booked | undefined,
): Heard {
  return { contract, book: (event) => book(event.data as Data, event) };
}

function cancelled(data: DataOf<typeof OrderCancelled>, { occurredAt }: Envelope<unknown>) {
  return data.wasPaid ? booking.bookCancelled({ ...data, at: data.cancelledAt ?? occurredAt }) : undefined;
}

/** The facts that move money or what is owed, and how each is booked. A new one is a new line here and in the stack. */
const HEARD: readonly Heard[] = [
  heard(OrderPaid, booking.bookPaid),
  heard(OrderImported, booking.bookImported),
  heard(OrderCancelled, cancelled),
  heard(ReturnReceived, booking.bookReturned),
  heard(OrderRefunded, booking.bookRefunded),
  heard(LateMoneyReturned, (data, { occurredAt: at }) => booking.bookLateMoney({ ...data, at })),
];

/** The contracts that the journal hears. */
export const contracts = HEARD.map(({ contract }) => contract);

/** The entry that an event makes, if it makes one. */
export function entryOf(event: Envelope<unknown>): Entry[] {
  const booked = HEARD.find(({ contract }) => contract.type === event.type)?.book(event);
  if (!booked || booked.lines.length === 0) return [];
  return [{ ...booked, entryId: event.id, date: localDate(booked.at, shop.timeZone) }];
}
