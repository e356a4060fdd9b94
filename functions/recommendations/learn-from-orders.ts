/** Hears OrderPaid and OrderImported: counts what is bought, together and by whom, each order exactly once. */
import { OrderImported } from '../../events/orders/order-imported.v1.ts';
import { OrderPaid } from '../../events/orders/order-paid.v1.ts';
import { DomainError } from '../../shared/kernel/errors.ts';
import { batchConsumerHandler } from '../../shared/platform/consumer.ts';
import type { Run } from '../../shared/platform/run.ts';
import { applyOnce } from '../../shared/platform/seen.ts';
import { commit, MAX_ACTIONS } from '../../shared/platform/transaction.ts';
import { basketOf, type Sold } from './basket-of.ts';
import { type Basket, groupByWrites } from './domain/basket.ts';
import { learn } from './domain/learning.ts';
import { putKnowledge, readKnowledge, wantedBy } from './store.ts';

const ATTEMPTS = 6;

async function learnFrom(baskets: readonly Basket[], run: Run): Promise<void> {
  const read = await readKnowledge(wantedBy(baskets));
  const once = baskets.map(({ eventId }) => applyOnce('recommendations', 'learn-from-orders', eventId, run));
  await commit([...once, ...putKnowledge(read, learn(read, baskets))]);
}

/** Another batch may count the same SKUs at the same time; who comes second reads again. */
async function insist(baskets: readonly Basket[], run: Run): Promise<void> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    try {
      return await learnFrom(baskets, run);
    } catch (error) {
      if ((error as Error).name !== 'KnowledgeMoved') throw error;
    }
  }
  throw new DomainError('unavailable', 'request.busy', 'Too busy just now; try again.');
}

export const handler = batchConsumerHandler<Sold>([OrderPaid, OrderImported], async (events, run) => {
  for (const group of groupByWrites(events.map(basketOf), MAX_ACTIONS)) await insist(group, run);
  return { failed: [] };
});
