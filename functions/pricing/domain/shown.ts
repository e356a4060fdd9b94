import type { Instant } from '../../../shared/kernel/time.ts';
import type { Scope } from './change.ts';
import { type HistoryLine, isPlanned } from './history.ts';

/** A price that a product holds. */
interface Held extends Scope {
  id: string;
  price: number;
  from: Instant;
  to?: Instant;
  priority: number;
}

/** A price as staff see it; without the amount where it is planned and the reader may not know (`open`). */
export function heldShown({ id, price, from, to, priority, ...scope }: Held, open: boolean, now: Instant) {
  return { changeId: id, scope, ...(open || from <= now ? { price } : {}), from, ...(to ? { to } : {}), priority };
}

/** A line of the history as staff see it, likewise. */
export function lineShown(line: HistoryLine, open: boolean, now: Instant) {
  const { sku: _sku, id: _id, price, previous, ...rest } = line;
  return open || !isPlanned(line, now) ? { price, previous, ...rest } : rest;
}
