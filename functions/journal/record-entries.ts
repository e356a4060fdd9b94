/**
 * Hears every fact that moves money or what is owed, and books it. Promise: each event makes one balanced entry, once, and
 * what accounts took on a day is added up in the same commit; a whole batch costs one transaction.
 */
import { batchConsumerHandler } from '../../shared/platform/consumer.ts';
import { commit } from '../../shared/platform/transaction.ts';
import { totalsOf } from './domain/entry.ts';
import { putEntry } from './entry-store.ts';
import { contracts, entryOf } from './heard.ts';
import { addTotals } from './store.ts';

export const handler = batchConsumerHandler(contracts, async (events) => {
  const entries = events.flatMap(entryOf);
  if (entries.length === 0) return { failed: [] };
  const days = Map.groupBy(totalsOf(entries), ({ date }) => date);
  await commit([...entries.map(putEntry), ...Array.from(days, ([date, totals]) => addTotals(date, totals))]);
  return { failed: [] };
});
