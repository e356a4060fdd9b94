import { type PartnerEvent, project, type Standing } from './projection.ts';

/** A parcel of a delivery partner. Without `deliveryId` it was heard of before anybody here said it is ours. */
export interface Parcel {
  partner: string;
  trackingNumber: string;
  /** Projected from all events. */
  status: string;
  statusAt?: string;
  /** When it was delivered first, if it was. */
  deliveredAt?: string;
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

/** A status that a delivery of ours has reached. */
export interface Progress {
  deliveryId: string;
  orderId: string;
  partner: string;
  status: string;
  at: string;
}

/** What a change says about the parcel. */
export interface ParcelChange {
  parcel: Parcel;
  /** What is new about a delivery of ours; empty when nothing is, or when the parcel is nobody's. */
  progress: Progress[];
}

type Identity = Pick<Parcel, 'partner' | 'trackingNumber'> & Partial<Pick<Parcel, 'deliveryId' | 'orderId'>>;

/** What was told of the parcel before. */
type Told = Pick<Parcel, 'status' | 'deliveredAt'>;

const NOTHING_TOLD: Told = { status: 'CREATED' };

function reached({ status, at, deliveredAt }: Standing, told: Told): Pick<Progress, 'status' | 'at'>[] {
  // A parcel that was heard of on its way back first was delivered all the same, and its order must hear that.
  const overtaken = deliveredAt && !told.deliveredAt && status !== 'DELIVERED';
  return [
    ...(overtaken ? [{ status: 'DELIVERED', at: deliveredAt }] : []),
    ...(at && status !== told.status ? [{ status, at }] : []),
  ];
}

function next(history: ParcelHistory, identity: Identity, told: Told): ParcelChange {
  const standing = project(history.events);
  const { status, at: statusAt, deliveredAt } = standing;
  const version = (history.parcel?.version ?? 0) + 1;
  const parcel = { ...history.parcel, ...identity, status, statusAt, deliveredAt, version };
  const { deliveryId, orderId, partner } = parcel;
  if (!deliveryId || !orderId) return { parcel, progress: [] };
  return { parcel, progress: reached(standing, told).map((news) => ({ deliveryId, orderId, partner, ...news })) };
}

/** The parcel after one more event. */
export function hear(history: ParcelHistory, event: PartnerEvent, trackingNumber: string): ParcelChange {
  const events = [...history.events, event];
  return next({ ...history, events }, { partner: event.partner, trackingNumber }, history.parcel ?? NOTHING_TOLD);
}

/** The parcel as a delivery of ours; what was heard of it before is told now. */
export function adopt(history: ParcelHistory, identity: Required<Identity>): ParcelChange {
  return next(history, identity, NOTHING_TOLD);
}
