import type { Instant } from '../../../shared/kernel/time.ts';
import { DETAIL, type DeliveryState, mayMove, RANK, stateOf } from './states.ts';

/** One event as a delivery partner told it. */
export interface PartnerEvent {
  partner: string;
  /** Unique at the partner. */
  eventId: string;
  /** The partner's own word for the status. */
  code: string;
  /** When it happened, by the partner's clock. */
  at: Instant;
}

/** Where a delivery stands, and since when; without `at` nothing was heard yet. */
export interface Standing {
  status: DeliveryState;
  at?: Instant;
  /** When the parcel was delivered first, though it may be on its way back by now. */
  deliveredAt?: Instant;
}

/** One line of a delivery's timeline. A code that we do not know shows as `UNKNOWN`. */
export interface TimelineEntry {
  status: DeliveryState | 'UNKNOWN';
  at: Instant;
  code: string;
  detail?: string;
}

const rankOf = (event: PartnerEvent): number => {
  const state = stateOf(event.partner, event.code);
  return state === undefined ? -1 : RANK[state];
};

const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

const order = (a: PartnerEvent, b: PartnerEvent): number =>
  byText(a.at, b.at) || rankOf(a) - rankOf(b) || byText(a.eventId, b.eventId);

/** The events in the order in which they happened, each once: by partner time, then rank, then id. Never by arrival. */
function inOrder(events: readonly PartnerEvent[]): PartnerEvent[] {
  return [...new Map(events.map((event) => [event.eventId, event])).values()].sort(order);
}

function step(standing: Standing, { partner, code, at }: PartnerEvent): Standing {
  const status = stateOf(partner, code);
  if (!status || !mayMove(standing.status, status)) return standing;
  const deliveredAt = standing.deliveredAt ?? (status === 'DELIVERED' ? at : undefined);
  return { status, at, ...(deliveredAt ? { deliveredAt } : {}) };
}

/** Where a delivery stands after all its events, whatever order they arrived in and however often. */
export function project(events: readonly PartnerEvent[]): Standing {
  return inOrder(events).reduce(step, { status: 'CREATED' });
}

/** The timeline as customers see it. */
export function timelineOf(events: readonly PartnerEvent[]): TimelineEntry[] {
  return inOrder(events).map(({ partner, code, at }) => {
    const status = stateOf(partner, code);
    return status ? { status, at, code, detail: DETAIL[status] } : { status: 'UNKNOWN', at, code };
  });
}
