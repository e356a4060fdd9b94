/** Hears PromotionPublished: notes when a promotion went live first. Promise: the earliest stays, however often it is told. */
import { PromotionPublished } from '../../events/promotions/promotion-published.v1.ts';
import { consumerHandler } from '../../shared/platform/consumer.ts';
import { commit } from '../../shared/platform/transaction.ts';
import { putBeginning } from './store.ts';

export const handler = consumerHandler([PromotionPublished], ({ data: { promotionId }, occurredAt }) =>
  commit([putBeginning(promotionId, occurredAt)]),
);
