/**
 * The deliveries' table. Access patterns:
 *  1. one parcel by partner and tracking number  pk PARCEL#<partner>#<number>  sk PARCEL
 *  2. all events of a parcel                     pk PARCEL#<partner>#<number>  sk EVENT#<event id>
 *  3. the deliveries of an order                 pk ORDER#<order>              sk DELIVERY#<delivery>
 *  4. was this partner event heard before        pk INBOX#<partner>#<event id> sk INBOX
 * A parcel and its events share a partition, so one consistent query gives everything that is projected. A parcel may be
 * heard of before its delivery is written down: its events wait in its partition until then.
 */
import { Entity } from 'dynamodb-toolbox/entity';
import { PutTransaction } from 'dynamodb-toolbox/entity/actions/transactPut';
import { item } from 'dynamodb-toolbox/schema/item';
import { number } from 'dynamodb-toolbox/schema/number';
import { string } from 'dynamodb-toolbox/schema/string';
import { QueryCommand } from 'dynamodb-toolbox/table/actions/query';
import { epochSeconds } from '../../shared/kernel/time.ts';
import { contextTable } from '../../shared/platform/table.ts';
import type { Action } from '../../shared/platform/transaction.ts';
import type { Parcel, ParcelHistory } from './domain/parcel.ts';
import type { PartnerEvent } from './domain/projection.ts';

const DeliveriesTable = contextTable('deliveries');
const partitionOf = (partner: string, trackingNumber: string) => `PARCEL#${partner}#${trackingNumber}`;

/** A parcel as projected. */
export const ParcelEntity = new Entity({
  name: 'Parcel',
  table: DeliveriesTable,
  timestamps: false,
  schema: item({
    partner: string().key(),
    trackingNumber: string().key(),
    status: string(),
    statusAt: string().optional(),
    deliveredAt: string().optional(),
    deliveryId: string().optional(),
    orderId: string().optional(),
    version: number(),
  }),
  computeKey: ({ partner, trackingNumber }) => ({ pk: partitionOf(partner, trackingNumber), sk: 'PARCEL' }),
});

/** One partner event; never changed after it is written. */
export const EventEntity = new Entity({
  name: 'ParcelEvent',
  table: DeliveriesTable,
  timestamps: false,
  schema: item({
    partner: string().key(),
    trackingNumber: string().key(),
    eventId: string().key(),
    code: string(),
    at: string(),
    receivedAt: string(),
  }),
  computeKey: ({ partner, trackingNumber, eventId }) => ({
    pk: partitionOf(partner, trackingNumber),
    sk: `EVENT#${eventId}`,
  }),
});

/** Which parcel a delivery of an order is. */
export const DeliveryEntity = new Entity({
  name: 'Delivery',
  table: DeliveriesTable,
  timestamps: false,
  schema: item({
    orderId: string().key(),
    deliveryId: string().key(),
    partner: string(),
    trackingNumber: string(),
    createdAt: string(),
  }),
  computeKey: ({ orderId, deliveryId }) => ({ pk: `ORDER#${orderId}`, sk: `DELIVERY#${deliveryId}` }),
});

/** A partner event that was heard. */
export const InboxEntity = new Entity({
  name: 'PartnerInbox',
  table: DeliveriesTable,
  timestamps: false,
  schema: item({ partner: string().key(), eventId: string().key(), expiresAt: number() }),
  computeKey: ({ partner, eventId }) => ({ pk: `INBOX#${partner}#${eventId}`, sk: 'INBOX' }),
});

/** A delivery as the order's index knows it. */
export interface DeliveryRef {
  orderId: string;
  deliveryId: string;
  partner: string;
  trackingNumber: string;
  createdAt: string;
}

/** Raised inside a commit when the partner's event was heard before. */
export class AlreadyHeard extends Error {
  constructor() {
    super('already heard');
    this.name = 'AlreadyHeard';
  }
}

/** Raised inside a commit when the parcel changed after it was read. */
export class ParcelMoved extends Error {
  constructor() {
    super('parcel moved');
    this.name = 'ParcelMoved';
  }
}

/** Longer than any signature stays good, so that nothing can be told twice. */
const INBOX_SECONDS = 90 * 86_400;

/** A parcel and all that was heard of it, in one strongly consistent read of its partition. */
export async function readParcel(partner: string, trackingNumber: string): Promise<ParcelHistory> {
  const { Items = [] } = await DeliveriesTable.build(QueryCommand)
    .entities(ParcelEntity, EventEntity)
    .query({ partition: partitionOf(partner, trackingNumber) })
    .options({ consistent: true, maxPages: Number.POSITIVE_INFINITY, showEntityAttr: true })
    .send();
  return {
    parcel: Items.find((found) => found.entity === 'Parcel') as Parcel | undefined,
    events: Items.filter((found) => found.entity === 'ParcelEvent') as unknown as PartnerEvent[],
  };
}

/** The deliveries of an order, oldest first. */
export async function deliveriesOf(orderId: string): Promise<DeliveryRef[]> {
  const { Items = [] } = await DeliveriesTable.build(QueryCommand)
    .entities(DeliveryEntity)
    .query({ partition: `ORDER#${orderId}` })
    .options({ consistent: true })
    .send();
  return Items as DeliveryRef[];
}

/** The write of a parcel's next version; refused as `ParcelMoved` when somebody else wrote one meanwhile. */
export function putParcel(parcel: Parcel): Action {
  const { Put } = ParcelEntity.build(PutTransaction)
    .item(parcel)
    .options({
      condition:
        parcel.version === 1 ? { attr: 'version', exists: false } : { attr: 'version', eq: parcel.version - 1 },
    })
    .params();
  return { write: { Put }, refused: () => new ParcelMoved() };
}

/** The record of a partner event, and its mark in the inbox, which refuses what was heard before as `AlreadyHeard`. */
export function recordEvent(event: PartnerEvent & { trackingNumber: string; receivedAt: string }): Action[] {
  const { partner, eventId, receivedAt } = event;
  const expiresAt = epochSeconds(receivedAt) + INBOX_SECONDS;
  const mark = InboxEntity.build(PutTransaction)
    .item({ partner, eventId, expiresAt })
    .options({ condition: { attr: 'eventId', exists: false } })
    .params();
  const record = EventEntity.build(PutTransaction).item(event).params();
  return [{ write: { Put: mark.Put }, refused: () => new AlreadyHeard() }, { write: { Put: record.Put } }];
}

/** Lists a delivery, whose id is new, under its order. */
export function listUnderOrder(delivery: DeliveryRef): Action {
  const { Put } = DeliveryEntity.build(PutTransaction).item(delivery).params();
  return { write: { Put } };
}
