import { DomainError } from '../../shared/kernel/errors.ts';
import type { Instant } from '../../shared/kernel/time.ts';
import { type Span, spanOf } from '../promotions/holds.ts';
import type { Run } from './domain/calendar.ts';
import { findBeginning } from './store.ts';

const earlier = (a: Instant, b: Instant) => (a < b ? a : b);
const later = (a: Instant, b: Instant) => (a > b ? a : b);

/** A promotion that has begun. */
interface Running {
  span: Span;
  /** Up to now, where it goes on. */
  run: Run;
  isOver: boolean;
}

/** When a promotion really ran. Throws not-found `promotions.unknown`, conflict `effects.not-begun`. */
export async function runOf(promotionId: string, now: Instant): Promise<Running> {
  const [span, began] = await Promise.all([spanOf(promotionId), findBeginning(promotionId)]);
  const last = earlier(span.validTo, span.stoppedAt ?? span.validTo);
  const run = { start: later(span.validFrom, began ?? last), end: earlier(last, now) };
  if (run.start >= run.end)
    throw new DomainError('conflict', 'effects.not-begun', 'The promotion has not run for any time yet.');
  return { span, run, isOver: last <= now };
}
