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
import { askLater, doubtsToAsk, finishDoubt, type Place } from './doubts.ts';
import type { DoubtKey } from './store.ts';

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

async function askShard(shard: number, run: Run): Promise<void> {
  let place: Place | undefined;
  let silent = 0;
  do {
    const { keys, next } = await doubtsToAsk(shard, run.now, PAGE, place);
    const answers = await Promise.all(keys.map((key) => reconcile(key, run)));
    silent = keys.length === 0 || answers.some(Boolean) ? 0 : silent + 1;
    place = next;
  } while (place && silent < SILENT_PAGES);
}

export const handler = scheduleHandler(async (run) => {
  await Promise.all(Array.from({ length: DOUBT_SHARDS }, (_, shard) => askShard(shard, run)));
});
