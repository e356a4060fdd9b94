/**
 * Every minute: asks the provider about each payment and refund that is in doubt and due, and writes its answer down.
 * Promise: a crash between asking a provider and recording its answer is healed, with one effect at the provider; what gets
 * no answer is asked about later and later, and keeps no other waiting.
 */
import { isDomainError } from '../../shared/kernel/errors.ts';
import { log } from '../../shared/platform/log.ts';
import type { Run } from '../../shared/platform/run.ts';
import { scheduleHandler } from '../../shared/platform/schedule.ts';
import { DOUBT_SHARDS } from './domain/shard.ts';
import { askLater, finishDoubt } from './doubts.ts';
import { type DoubtKey, doubtsAhead, dueDoubts, type PageKey } from './store.ts';

/** All shards are asked about at once. */
const PAGE = 8;

/** After this many pages of nothing but silence there is no use in asking more: the next minute is soon enough. */
const SILENT_PAGES = 2;

/** Answers whether the provider said anything. */
async function reconcile(key: DoubtKey, run: Run): Promise<boolean> {
  try {
    await finishDoubt(key, run);
    return true;
  } catch (error) {
    if (!isDomainError(error)) log.error('payment not reconciled', { error: error as Error, ...key });
    // A conflict: somebody else settled it first, and that is what we wanted.
    const isOver = isDomainError(error) && error.kind === 'conflict';
    if (!isOver) await askLater(key, run).catch((fault: unknown) => log.error('not put off', fault as Error));
    return isOver;
  }
}

async function askShard(pageOf: typeof dueDoubts, shard: number, run: Run): Promise<void> {
  let from: PageKey;
  let silent = 0;
  do {
    const page = await pageOf(shard, run.now, { limit: PAGE, from });
    const answers = await Promise.all(page.keys.map((key) => reconcile(key, run)));
    silent = answers.some(Boolean) ? 0 : silent + 1;
    from = page.lastKey;
  } while (from && silent < SILENT_PAGES);
}

async function askAll(pageOf: typeof dueDoubts, run: Run): Promise<void> {
  await Promise.all(Array.from({ length: DOUBT_SHARDS }, (_, shard) => askShard(pageOf, shard, run)));
}

export const handler = scheduleHandler(async (run) => {
  await askAll(dueDoubts, run);
  await askAll(doubtsAhead, run);
});
