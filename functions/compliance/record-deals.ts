/**
 * Hears what was sold, cancelled and sent back. Promise: exactly the deals that stand are there to be compared with,
 * however often and in whatever order the facts come; a price for somebody is kept beside the price for anybody.
 */
import { isDeepStrictEqual } from 'node:util';
import { batchConsumerHandler } from '../../shared/platform/consumer.ts';
import { retryWhenChanged } from '../../shared/platform/retry.ts';
import { changeOf, learn, type OrderDeals } from './domain/order-deals.ts';
import { contracts, type Told, toldBy } from './heard.ts';
import { commitInParts } from './parts.ts';
import { keepPersonalPrices } from './personal-price.ts';
import { putDeal, putOrderDeals, readOrderDeals, removeDeal } from './store.ts';

/** None where nothing new was told: what was heard before changes nothing. */
function writesOf(before: OrderDeals, told: readonly Told[]) {
  const learnt = told.reduce((known, { fact }) => learn(known, fact), before);
  if (isDeepStrictEqual(learnt, before)) return [];
  const { put, remove } = changeOf(before, learnt);
  const rows = [...put.map(putDeal), ...remove.map(removeDeal)];
  return [{ rows, last: putOrderDeals({ ...learnt, version: before.version + 1 }) }];
}

async function record(byOrder: ReadonlyMap<string, Told[]>): Promise<void> {
  const known = await readOrderDeals([...byOrder.keys()]);
  await commitInParts(known.flatMap((before) => writesOf(before, byOrder.get(before.orderId) ?? [])));
}

export const handler = batchConsumerHandler(contracts, async (events) => {
  const told = (await Promise.all(events.map(toldBy))).flat();
  const byOrder = Map.groupBy(told, ({ orderId }) => orderId);
  if (byOrder.size > 0) await retryWhenChanged(() => record(byOrder));
  await keepPersonalPrices(events);
  return { failed: [] };
});
