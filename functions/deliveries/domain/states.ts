/** The canonical delivery states, each with its rank: of two events at the same instant the higher one comes later. */
export const RANK = {
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
} as const;

/** What a customer reads beside each state. */
export const DETAIL: Readonly<Record<keyof typeof RANK, string>> = {
  CREATED: 'The shop has announced the parcel.',
  DISPATCHING: 'Looking for a courier.',
  COURIER_ASSIGNED: 'A courier is on the way to the shop.',
  AT_PICKUP: 'The courier is at the shop.',
  PICKED_UP: 'The courier has the parcel.',
  IN_TRANSIT: 'The parcel is on its way.',
  OUT_FOR_DELIVERY: 'The parcel is out for delivery.',
  AVAILABLE_FOR_PICKUP: 'The parcel waits to be picked up.',
  ATTEMPT_FAILED: 'Nobody could take the parcel; the courier will try again.',
  EXCEPTION: 'Something holds the parcel up.',
  RETURNING: 'The parcel is on its way back to the shop.',
  DELIVERED: 'The parcel was delivered.',
  RETURNED: 'The parcel is back at the shop.',
  CANCELLED: 'The delivery was cancelled.',
  LOST: 'The parcel is lost.',
};

/** One canonical delivery state. */
export type DeliveryState = keyof typeof RANK;

/** All canonical states. */
export const STATES = Object.keys(RANK) as DeliveryState[];

/** States that later events do not leave, but for the ways named in `LEAVES_TERMINAL`. */
const TERMINAL: ReadonlySet<DeliveryState> = new Set<DeliveryState>(['DELIVERED', 'RETURNED', 'CANCELLED', 'LOST']);

/** The ways out of a terminal state: a parcel that was delivered may be sent back. */
const LEAVES_TERMINAL: Partial<Record<DeliveryState, readonly DeliveryState[]>> = { DELIVERED: ['RETURNING'] };

/** Whether an event that comes later may move a delivery from one state to another. */
export function mayMove(from: DeliveryState, to: DeliveryState): boolean {
  return !TERMINAL.has(from) || (LEAVES_TERMINAL[from]?.includes(to) ?? false);
}

/**
 * What each partner's status codes mean. `null` and codes that are not listed are kept in the history and move nothing.
 * The sandbox partner speaks our own states.
 */
const STATE_OF_CODE: Record<string, Readonly<Record<string, DeliveryState | null>>> = {
  sandbox: Object.fromEntries(STATES.map((state) => [state, state])),
};

/** The canonical state of a partner's code, or undefined when it moves nothing. */
export function stateOf(partner: string, code: string): DeliveryState | undefined {
  const codes = STATE_OF_CODE[partner] ?? {};
  return Object.hasOwn(codes, code) ? (codes[code] ?? undefined) : undefined;
}
