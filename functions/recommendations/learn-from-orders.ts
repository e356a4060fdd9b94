/** Hears OrderPaid and OrderImported: counts what is bought, together and by whom, each order exactly once. */
import { OrderImported } from '../../events/orders/order-imported.v1.ts';
import { OrderPaid } from '../../events/orders/order-paid.v1.ts';
import { batchConsumerHandler } from '../../shared/platform/consumer.ts';
import { MAX_ACTIONS } from '../../shared/platform/transaction.ts';
import { basketOf, type Sold } from './basket-of.ts';
import { groupByWrites } from './domain/basket.ts';
import { learnGroup } from './learn.ts';

export const handler = batchConsumerHandler<Sold>([OrderPaid, OrderImported], async (events, run) => {
  const failed: string[] = [];
  for (const group of groupByWrites(events.map(basketOf), MAX_ACTIONS)) failed.push(...(await learnGroup(group, run)));
  return { failed };
});
