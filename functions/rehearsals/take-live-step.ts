import { shift } from '../../shared/kernel/time.ts';
import type { Run } from '../../shared/platform/run.ts';
import { commit } from '../../shared/platform/transaction.ts';
import { type LivePart, liveReportOf } from './domain/live-part.ts';
import { advance, finish, type Rehearsal } from './domain/rehearsal.ts';
import { idOfKey, momentsUntil, nextOrders, ORDERS_A_STEP } from './index-store.ts';
import { replayLive } from './replay-live.ts';
import { partsOf, putPart, putRehearsal, putReport } from './store.ts';
import { tellAdvanced } from './tell-advanced.ts';

/** What went live within a minute of the last order may have been seen by it. */
const A_MINUTE = 60_000;

async function stepThroughOrders(rehearsal: Rehearsal, run: Run): Promise<void> {
  const { rehearsalId, cursor: after, from, to, step } = rehearsal;
  const walk = { after: after ?? from, before: to, limit: ORDERS_A_STEP };
  const [{ keys, cursor, isLast }, moments] = await Promise.all([nextOrders(walk), momentsUntil(shift(to, A_MINUTE))]);
  const part = await replayLive(keys.map(idOfKey), moments);
  const next = advance(rehearsal, { cursor, isLast, orders: keys.length });
  await commit([putRehearsal(next), putPart(rehearsalId, step, part), tellAdvanced(next, run)]);
}

/** Takes the step that a replay of the live rules is at. Refused with `rehearsals.changed-meanwhile` when somebody else took it. */
export async function takeLiveStep(rehearsal: Rehearsal, run: Run): Promise<void> {
  if (rehearsal.phase === 'orders') return stepThroughOrders(rehearsal, run);
  const report = liveReportOf(await partsOf<LivePart>(rehearsal.rehearsalId));
  await commit([putRehearsal(finish(rehearsal, run.now)), putReport(rehearsal.rehearsalId, report)]);
}
