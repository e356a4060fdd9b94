import { localDate } from '../../shared/kernel/time.ts';
import { shop } from '../../shared/platform/env.ts';
import { commit, MAX_ACTIONS } from '../../shared/platform/transaction.ts';
import { readOrders, saleOf } from '../orders/holds.ts';
import { effectOf } from './domain/effect.ts';
import { type Counted, changeOf, sumOf } from './domain/tally.ts';
import { addTo, type OrderEffect, putOrderEffect, readOrderEffects } from './store.ts';

/** What an order counts for now, and what that changes. */
interface News {
  after: OrderEffect;
  change: Counted;
}

async function newsOf(orderIds: readonly string[]): Promise<News[]> {
  const orders = await readOrders(orderIds);
  const before = await readOrderEffects(orders.map(({ orderId }) => orderId));
  return orders.flatMap((order, at) => {
    const { orderId, version, counted: was } = before[at] as OrderEffect;
    const counted = effectOf(saleOf(order), localDate(order.placedAt, shop.timeZone));
    const change = changeOf(was, counted);
    if (Object.keys(change).length === 0) return [];
    return [{ after: { orderId, version: version + 1, counted }, change }];
  });
}

const sizeOf = (some: readonly News[]) => some.length + Object.keys(sumOf(some.map(({ change }) => change))).length;

/** As many as fit into one transaction together: what counts at the same place is one write. */
function packed(news: readonly News[]): News[][] {
  const packs: News[][] = [];
  for (const one of news) {
    const last = packs.at(-1);
    if (last && sizeOf([...last, one]) <= MAX_ACTIONS) last.push(one);
    else packs.push([one]);
  }
  return packs;
}

/** Counts orders as they stand now. Throws conflict `effects.changed-meanwhile`. Rights: own and orders' BatchGetItem, PutItem, UpdateItem. */
export async function countOrders(orderIds: readonly string[]): Promise<void> {
  for (const pack of packed(await newsOf(orderIds))) {
    const changes = sumOf(pack.map(({ change }) => change));
    const spreadBy = pack[0]?.after.orderId ?? '';
    await commit([
      ...pack.map(({ after }) => putOrderEffect(after)),
      ...Object.entries(changes).map(([place, tally]) => addTo(place, tally, spreadBy)),
    ]);
  }
}
