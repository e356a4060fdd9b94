import { DomainError, type ErrorAt } from '../../../shared/kernel/errors.ts';
import type { Instant } from '../../../shared/kernel/time.ts';

/** A prize: what it is worth (minor units), how many there are, and one in how many draws wins it. */
export interface Prize {
  prizeId: string;
  name: { zh?: string; en?: string };
  value: number;
  count: number;
  odds: number;
}

/** A draw for prizes as it was published; `commitment` binds the seed that decides every draw of it. */
export interface Lottery {
  promotionId: string;
  version: number;
  name: string | { zh?: string; en?: string };
  terms?: { zh?: string; en?: string };
  prizes: Prize[];
  /** What earns a draw: being a customer, or each paid order. */
  per: 'customer' | 'order';
  /** How often a customer may draw. */
  perCustomer: number;
  validFrom: Instant;
  validTo: Instant;
  /** How long a prize waits for its winner after the end, in days. */
  redeemDays: number;
  commitment: string;
}

/** Where a draw for prizes stands. A stopped one has ended. */
export type LotteryState = 'planned' | 'running' | 'ended';

/** Where it stands at `now`; `isLive` is false once its promotion was stopped. */
export function stateOf({ validFrom, validTo }: Lottery, isLive: boolean, now: Instant): LotteryState {
  if (!isLive || now >= validTo) return 'ended';
  return now < validFrom ? 'planned' : 'running';
}

const conflict = (code: string, message: string) => new DomainError('conflict', `lotteries.${code}`, message);

/** Refuses a draw out of its time, or more of them than a customer has. Throws conflict `lotteries.*`. */
export function refuseDraw(lottery: Lottery, state: LotteryState, drawn: number): void {
  if (state === 'planned') throw conflict('not-begun', 'The draw has not begun.');
  if (state === 'ended') throw conflict('ended', 'The draw is over.');
  if (drawn >= lottery.perCustomer) throw conflict('no-draws-left', 'You have drawn as often as you may.');
}

/** An order as far as a draw asks about it. */
interface Paid {
  customerId: string;
  status: string;
  placedAt: Instant;
}

const UNPAID = new Set(['RESERVED', 'CHARGING', 'EXPIRED', 'CANCELLED']);

/** Refuses an order that earns no draw. Throws conflict `lotteries.order-not-eligible`. */
export function refuseOrder(order: Paid | undefined, customerId: string, { validFrom, validTo }: Lottery): void {
  const isGood =
    order?.customerId === customerId &&
    !UNPAID.has(order.status) &&
    order.placedAt >= validFrom &&
    order.placedAt < validTo;
  if (!isGood) throw conflict('order-not-eligible', 'This order earns no draw.');
}

/** All odds together may not pass certainty; in units so small that no sum of them is rounded. */
export const CERTAINTY = 2 ** 48;

/** So many of all tickets win a prize: one in `odds`, rounded down to a whole ticket. */
export const ticketsOf = ({ odds }: Pick<Prize, 'odds'>): number => Math.floor(CERTAINTY / odds);

/** What is wrong with the prizes of a draw. */
export function prizeFaults(prizes: readonly Prize[]): ErrorAt[] {
  const ids = new Set(prizes.map(({ prizeId }) => prizeId));
  const tickets = prizes.reduce((sum, prize) => sum + ticketsOf(prize), 0);
  const checks: [fault: boolean, code: string][] = [
    [ids.size < prizes.length, 'named-twice'],
    [tickets > CERTAINTY, 'odds-above-certainty'],
  ];
  return checks.filter(([fault]) => fault).map(([, code]) => ({ path: 'effect.prizes', code }));
}
