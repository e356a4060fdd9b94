/**
 * Hears that orders were paid, cancelled, given up, told from elsewhere and brought back, and counts each as it stands now.
 * Promise: every order counts once, however often, late and mixed up its facts come; counters and the item that says what
 * is counted change in one commit.
 */
import { batchConsumerHandler } from '../../shared/platform/consumer.ts';
import { retryWhenChanged } from '../../shared/platform/retry.ts';
import { countOrders } from './counting.ts';
import { contracts, ordersIn } from './heard.ts';

export const handler = batchConsumerHandler(contracts, async (events) => {
  const orderIds = ordersIn(events);
  if (orderIds.length > 0) await retryWhenChanged(() => countOrders(orderIds));
  return { failed: [] };
});
