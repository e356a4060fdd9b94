import type { Order } from './order.ts';

/** One line of an order's story. */
export interface StoryStep {
  step: string;
  at: string;
  actor: string;
  event?: string;
  correlationId?: string;
}

/** A parcel's step as the story tells it. */
export interface Carried {
  status: string;
  at: string;
  partner: string;
}

/** The whole story by time: the order's own steps, and what the delivery partners told in between. */
export function storyOf(order: Order, carried: readonly Carried[]): StoryStep[] {
  const own = order.history.map(({ status, ...step }) => ({ step: status, ...step }));
  const notices = (order.notices ?? []).map(({ what, ...notice }) => ({ step: what, ...notice }));
  const parcels = carried.map(({ status, at, partner }) => ({
    step: `parcel ${status}`,
    at,
    actor: `delivery ${partner}`,
  }));
  return [...own, ...notices, ...parcels].sort((a, b) => (a.at === b.at ? 0 : a.at < b.at ? -1 : 1));
}
