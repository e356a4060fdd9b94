import type { Instant } from '../../../shared/kernel/time.ts';
import type { Prize } from './lottery.ts';
import type { Draw } from './present.ts';

/** Somebody who won a prize, as everybody sees him. */
export interface Winner {
  drawId: string;
  at: Instant;
  ticket: number;
  prizeId: string;
  name: Prize['name'];
  value: number;
  /** The end of his id: he knows himself by it, and nobody else does. */
  winner: string;
}

const SHOWN = 4;
const HIDDEN = '***';

/** The end of an id, of one that is long enough to hide the rest. */
const masked = (id: string) => (id.length > 2 * SHOWN ? `${HIDDEN}${id.slice(-SHOWN)}` : HIDDEN);

/** A draw that won as it is published. */
export function winnerOf({ drawId, at, ticket, customerId }: Draw, { prizeId, name, value }: Prize): Winner {
  return { drawId, at, ticket, prizeId, name, value, winner: masked(customerId) };
}
