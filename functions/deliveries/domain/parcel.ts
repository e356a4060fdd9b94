import { type PartnerEvent, project } from './projection.ts';

/** A parcel of a delivery partner. Without `deliveryId` it was heard of before anybody here said it is ours. */
export interface Parcel {
  partner: string;
  trackingNumber: string;
  /** Projected from all events. */
  status: string;
  statusAt?: string;
  deliveryId?: string;
  orderId?: string;
  /** Raised by one with each change. */
  version: number;
}

/** A parcel, if it is known, and all events heard of it. */
export interface ParcelHistory {
  parcel?: Parcel;
  events: PartnerEvent[];
}

/** What a change says about the parcel. */
export interface ParcelChange {
  parcel: Parcel;
  /** The status a delivery of ours has moved to; absent when it stays, or when the parcel is nobody's. */
  progressed?: { deliveryId: string; orderId: string; partner: string; status: string; at: string };
}

type Identity = Pick<Parcel, 'partner' | 'trackingNumber'> & Partial<Pick<Parcel, 'deliveryId' | 'orderId'>>;

function next(history: ParcelHistory, identity: Identity, known: string): ParcelChange {
  const { status, at } = project(history.events);
  const parcel = { ...history.parcel, ...identity, status, statusAt: at, version: (history.parcel?.version ?? 0) + 1 };
  const { deliveryId, orderId, partner } = parcel;
  const moved = at !== undefined && status !== known && deliveryId !== undefined && orderId !== undefined;
  return { parcel, ...(moved ? { progressed: { deliveryId, orderId, partner, status, at } } : {}) };
}

/** The parcel after one more event. */
export function hear(history: ParcelHistory, event: PartnerEvent, trackingNumber: string): ParcelChange {
  const events = [...history.events, event];
  return next({ ...history, events }, { partner: event.partner, trackingNumber }, history.parcel?.status ?? 'CREATED');
}

/** The parcel as a delivery of ours; what was heard of it before is told now. */
export function adopt(history: ParcelHistory, identity: Required<Identity>): ParcelChange {
  return next(history, identity, 'CREATED');
}
