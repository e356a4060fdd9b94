import { PromotionsSeen } from '../../events/recommendations/promotions-seen.v1.ts';
import { announce } from '../../shared/platform/outbox.ts';
import type { Run } from '../../shared/platform/run.ts';
import { commit } from '../../shared/platform/transaction.ts';
import type { Behaviour } from './behaviour.ts';

/** A visitor of a channel that is not named is in the web shop. */
const USUAL_CHANNEL = 'web';

/** Tells which promotions were shown, where any was. Told twice it does no harm: who counts knows sessions and days. */
export async function tellSeen(events: readonly Behaviour[], run: Run): Promise<void> {
  const seen = events.flatMap(({ type, promotionId, sessionId, at, channel = USUAL_CHANNEL }) =>
    type === 'impression' && promotionId ? [{ promotionId, sessionId, at, channel } as const] : [],
  );
  const [first] = seen;
  if (first) await commit([announce(PromotionsSeen, { subject: first.sessionId, data: { seen } }, run)]);
}
