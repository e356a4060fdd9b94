/**
 * Works off the line for hot SKUs: many buyers and one movement of stock in one commit. Promise: who came first is served
 * first; nobody is told "sold out" while there is something; a message that comes twice decides once.
 */
import { log } from '../../shared/platform/log.ts';
import { sendToWorker, type Work, workHandler } from '../../shared/platform/queue.ts';
import type { Run } from '../../shared/platform/run.ts';
import type { Joiner } from './domain/admission.ts';
import { groupsOf } from './domain/grouping.ts';
import { holdGroup } from './hot-group.ts';

/** As many as a batch brings. A commit takes 100 actions, so two to four commits decide about them. */
const MOST = 192;

/** One group; when it fails as a whole each of it is tried alone, so that one cannot hold the others back. */
async function decideGroup(joiners: Joiner[], run: Run): Promise<Joiner[]> {
  try {
    const held = await holdGroup(joiners, run);
    await sendToWorker(
      'orders',
      'place-admissions',
      held.map(({ pk }) => ({ pk })),
    );
    return [];
  } catch (error) {
    log.error('group not decided', { error: error as Error, size: joiners.length });
    if (joiners.length === 1) return joiners;
    const failed: Joiner[] = [];
    for (const joiner of joiners) failed.push(...(await decideGroup([joiner], run)));
    return failed;
  }
}

async function decideAll(works: Work<Joiner>[], run: Run): Promise<string[]> {
  const failed = new Set<string>();
  const groups = groupsOf(
    works.map(({ message }) => message),
    MOST,
  );
  for (const group of groups) for (const { pk } of await decideGroup(group, run)) failed.add(pk);
  return works.filter(({ message }) => failed.has(message.pk)).map(({ id }) => id);
}

export const handler = workHandler<Joiner>(['pk', 'line', 'wants'], decideAll);
