/**
 * Hears PromotionPublished and PromotionStopped: keeps when which version went live and ended, so that an order can be
 * replayed under the rules of its own time. Promise: each stands there once, however often it is told.
 */
import type { EventContract } from '../../events/contract.ts';
import { PromotionPublished } from '../../events/promotions/promotion-published.v1.ts';
import { PromotionStopped } from '../../events/promotions/promotion-stopped.v1.ts';
import { batchConsumerHandler } from '../../shared/platform/consumer.ts';
import { commit } from '../../shared/platform/transaction.ts';
import { putMoment } from './index-store.ts';

type Told = { promotionId: string; version: number };

const contracts: EventContract<Told>[] = [PromotionPublished, PromotionStopped];

export const handler = batchConsumerHandler(contracts, async (events) => {
  const moments = events.map(({ type, occurredAt: at, data: { promotionId, version } }) => {
    const what = type === PromotionPublished.type ? ('published' as const) : ('stopped' as const);
    return { promotionId, version, what, at };
  });
  const distinct = new Map(moments.map((moment) => [`${moment.at} ${moment.promotionId} ${moment.what}`, moment]));
  await commit(Array.from(distinct.values(), putMoment));
  return { failed: [] };
});
