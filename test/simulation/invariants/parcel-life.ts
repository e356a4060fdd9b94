/** Where a parcel stands, told anew from all that was heard of it. */

/** What a partner told of a parcel. */
export interface ParcelNews {
  eventId: string;
  code: string;
  at: string;
}

const RANK: Readonly<Record<string, number>> = {
  CREATED: 0,
  DISPATCHING: 10,
  COURIER_ASSIGNED: 20,
  AT_PICKUP: 25,
  PICKED_UP: 30,
  IN_TRANSIT: 40,
  OUT_FOR_DELIVERY: 50,
  AVAILABLE_FOR_PICKUP: 55,
  ATTEMPT_FAILED: 56,
  EXCEPTION: 57,
  RETURNING: 60,
  DELIVERED: 90,
  RETURNED: 90,
  CANCELLED: 90,
  LOST: 90,
};

const ENDS = new Set(['DELIVERED', 'RETURNED', 'CANCELLED', 'LOST']);

function compare(a: ParcelNews, b: ParcelNews): number {
  if (a.at !== b.at) return Date.parse(a.at) - Date.parse(b.at);
  const ranks = (RANK[a.code] ?? 0) - (RANK[b.code] ?? 0);
  return ranks || (a.eventId < b.eventId ? -1 : 1);
}

/** The states a parcel went through, first to last, by partner time; the last is where it stands. */
export function statesOf(news: readonly ParcelNews[]): string[] {
  const states = ['CREATED'];
  for (const { code } of [...news].sort(compare)) {
    const now = states.at(-1) ?? 'CREATED';
    const goesBack = now === 'DELIVERED' && code === 'RETURNING';
    if (code in RANK && (!ENDS.has(now) || goesBack)) states.push(code);
  }
  return states;
}
