import { PromotionStopped } from '../../events/promotions/promotion-stopped.v1.ts';
import { announce } from '../../shared/platform/outbox.ts';
import type { Run } from '../../shared/platform/run.ts';
import type { Action } from '../../shared/platform/transaction.ts';
import { closeAccount } from './budget-open.ts';
import { commitLive } from './commit-live.ts';
import { stop } from './domain/lifecycle.ts';
import type { Promotion } from './domain/promotion.ts';
import { changedMeanwhile, knownPromotion } from './known-promotion.ts';
import { putPromotion, removePublished } from './store.ts';

/** Ends a promotion for good, together with what else is to be committed; undefined when it was stopped before. */
export async function end(before: Promotion, more: readonly Action[], run: Run): Promise<Promotion | undefined> {
  const { promotionId, liveVersion, version } = before;
  const promotion = stop(before, run.now);
  if (!promotion) return undefined;
  const data = { promotionId, version: liveVersion ?? version, kind: promotion.definition.kind };
  const actions = [
    putPromotion(promotion, changedMeanwhile),
    removePublished(promotionId),
    ...(await closeAccount(promotionId)),
    ...more,
    announce(PromotionStopped, { subject: promotionId, data }, run),
  ];
  await commitLive({ promotionId }, actions, run);
  return promotion;
}

/** The version of a promotion that customers get now, if any. Throws not-found `promotions.unknown`. Right: GetItem. */
export async function liveVersionOf(promotionId: string): Promise<number | undefined> {
  return (await knownPromotion(promotionId)).liveVersion;
}

/**
 * Ends a promotion for good, for whoever has found that it may not go on; `more` is committed with it. Rights: GetItem,
 * BatchGetItem, PutItem, UpdateItem, DeleteItem.
 */
export async function endPromotion(promotionId: string, more: readonly Action[], run: Run): Promise<void> {
  await end(await knownPromotion(promotionId), more, run);
}
