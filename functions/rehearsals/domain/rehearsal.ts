import type { Instant } from '../../../shared/kernel/time.ts';
import { type AskedPeriod, periodOf } from './period.ts';

/** What is rehearsed: a version of a promotion beside the live ones, or the live rules of each order's own time alone. */
export type Subject = { kind: 'draft'; promotionId: string; version: number } | { kind: 'live' };

/** What the rehearsal has given of the draft's limits so far: uses, minor units, units of goods. */
export interface UsedSoFar {
  uses: number;
  spent: number;
  units: number;
}

/** A rehearsal: a job that goes through the orders of `from` to `to` step by step, and then through carts made up for it. */
export interface Rehearsal {
  rehearsalId: string;
  subject: Subject;
  from: Instant;
  /** Not included. */
  to: Instant;
  worstCase: boolean;
  state: 'running' | 'done';
  /** The step to be taken next; raised by one with each. */
  step: number;
  phase: 'orders' | 'carts';
  /** The key of the last order that was replayed. */
  cursor?: string;
  orders: number;
  used: UsedSoFar;
  /** Which live promotions the first step saw. */
  live?: string;
  startedAt: Instant;
  startedBy: string;
  finishedAt?: Instant;
}

/** A new rehearsal, at its first step. Throws invalid `rehearsals.bad-period`. */
export function begin(
  names: Pick<Rehearsal, 'rehearsalId' | 'subject' | 'startedBy'>,
  { worstCase = true, ...period }: AskedPeriod & { worstCase?: boolean },
  now: Instant,
): Rehearsal {
  const used = { uses: 0, spent: 0, units: 0 };
  const start = { state: 'running', step: 1, phase: 'orders', orders: 0 } as const;
  return { ...names, ...periodOf(period, now), worstCase, ...start, used, startedAt: now };
}

/** What one step says for the rehearsal to go on. */
export interface Advance {
  cursor: string;
  /** No order is left. */
  isLast: boolean;
  orders: number;
  used?: UsedSoFar;
  live?: string;
}

/** The rehearsal after a step through the orders. */
export function advance(before: Rehearsal, { cursor, isLast, orders, used, live }: Advance): Rehearsal {
  return {
    ...before,
    step: before.step + 1,
    phase: isLast ? 'carts' : 'orders',
    cursor,
    orders: before.orders + orders,
    used: used ?? before.used,
    ...(live === undefined ? {} : { live: before.live ?? live }),
  };
}

/** The rehearsal after its last step. */
export function finish(before: Rehearsal, now: Instant): Rehearsal {
  return { ...before, step: before.step + 1, state: 'done', finishedAt: now };
}

/** How much of the time was gone through, in percent: 100 only when the report is there. */
function percentOf({ from, to, cursor, state, phase }: Rehearsal): number {
  if (state === 'done') return 100;
  if (phase === 'carts') return 99;
  const [start, end] = [Date.parse(from), Date.parse(to)];
  const at = cursor === undefined ? start : Date.parse(cursor.slice(0, from.length));
  return Math.min(98, Math.floor((98 * (at - start)) / Math.max(1, end - start)));
}

/** A rehearsal as staff see it. */
export function present(rehearsal: Rehearsal) {
  const { rehearsalId, subject, from, to, worstCase, state, orders, startedAt, finishedAt } = rehearsal;
  const about = subject.kind === 'draft' ? { promotionId: subject.promotionId, version: subject.version } : {};
  const progress = { orders, percent: percentOf(rehearsal) };
  return {
    ...{ rehearsalId, kind: subject.kind, ...about, from, to, worstCase, state, progress, startedAt },
    ...(finishedAt ? { finishedAt } : {}),
  };
}
