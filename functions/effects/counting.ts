import { localDate } from '../../shared/kernel/time.ts';
import { shop } from '../../shared/platform/env.ts';
import { readOrders, saleOf } from '../orders/holds.ts';
import { commitCounted, type News } from './commit-counted.ts';
import { effectOf } from './domain/effect.ts';
import { changeOf } from './domain/tally.ts';
import { type OrderEffect, putOrderEffect, readOrderEffects } from './store.ts';

async function newsOf(orderIds: readonly string[]): Promise<News[]> {
  // What is counted is read first: whoever counts a later state meanwhile makes the commit be refused.
  const known = await readOrderEffects(orderIds);
  const before = new Map(known.map((one) => [one.orderId, one]));
  return (await readOrders(orderIds)).flatMap((order) => {
    const { orderId, version, counted: was } = before.get(order.orderId) as OrderEffect;
    const counted = effectOf(saleOf(order), localDate(order.placedAt, shop.timeZone));
    const change = changeOf(was, counted);
    if (Object.keys(change).length === 0) return [];
    return [{ name: orderId, proof: putOrderEffect({ orderId, version: version + 1, counted }), change }];
  });
}

/**
 * Counts orders as they stand now. Throws conflict `effects.changed-meanwhile`. Rights: own and orders' BatchGetItem, PutItem,
 * UpdateItem.
 */
export async function countOrders(orderIds: readonly string[]): Promise<void> {
  await commitCounted(await newsOf(orderIds));
}
