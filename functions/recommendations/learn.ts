import type { Run } from '../../shared/platform/run.ts';
import { applyOnce } from '../../shared/platform/seen.ts';
import { commit } from '../../shared/platform/transaction.ts';
import { world } from '../../shared/platform/world.ts';
import type { Basket } from './domain/basket.ts';
import { learn } from './domain/learning.ts';
import { putKnowledge, readKnowledge, wantedBy } from './store.ts';

const CONSUMER = 'learn-from-orders';
const ATTEMPTS = 20;

type Outcome = 'learnt' | 'known' | 'moved';

/** One read, one commit. */
async function tryLearn(baskets: readonly Basket[], run: Run): Promise<Outcome> {
  const read = await readKnowledge(wantedBy(baskets));
  const once = baskets.map(({ eventId }) => applyOnce('recommendations', CONSUMER, eventId, run));
  try {
    await commit([...once, ...putKnowledge(read, learn(read, baskets))]);
    return 'learnt';
  } catch (error) {
    const { name } = error as Error;
    if (name === 'AlreadyApplied') return 'known';
    if (name === 'KnowledgeMoved') return 'moved';
    throw error;
  }
}

/** Another batch may count the same SKUs at the same time: who comes second waits a little and reads again. */
async function insist(baskets: readonly Basket[], run: Run): Promise<Outcome> {
  let outcome = await tryLearn(baskets, run);
  for (let attempt = 1; outcome === 'moved' && attempt < ATTEMPTS; attempt += 1) {
    await world.sleep(world.random() * Math.min(10 * 2 ** attempt, 400));
    outcome = await tryLearn(baskets, run);
  }
  return outcome;
}

/** Learns from baskets that fit into one commit, each exactly once; answers the ids of the events that must come again. */
export async function learnGroup(baskets: readonly Basket[], run: Run): Promise<string[]> {
  const outcome = await insist(baskets, run);
  if (outcome === 'learnt') return [];
  if (baskets.length > 1 && outcome === 'known') {
    const failed: string[] = [];
    for (const basket of baskets) failed.push(...(await learnGroup([basket], run)));
    return failed;
  }
  return outcome === 'known' ? [] : baskets.map(({ eventId }) => eventId);
}
