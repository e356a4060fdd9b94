/**
 * Every minute: looks at the accounts of limited promotions. Promise: alerts at 50, 80 and 100 percent are told once each, what is
 * to end with its budget ends, shards that drifted apart are levelled. No discount waits for it: budgets hold without.
 */
import { isDomainError } from '../../shared/kernel/errors.ts';
import { log } from '../../shared/platform/log.ts';
import type { Run } from '../../shared/platform/run.ts';
import { scheduleHandler } from '../../shared/platform/schedule.ts';
import { moveNow } from './budget-account.ts';
import { noteHour, openAccounts, type Stand, standOf, tell } from './budget-watch.ts';
import { isUneven, levelled, shardsFor } from './domain/account.ts';
import { alertsDue, percentGiven } from './domain/burn-down.ts';
import { end } from './ending.ts';
import { knownPromotion } from './known-promotion.ts';
import type { PageKey } from './store.ts';

async function look(stand: Stand, run: Run): Promise<void> {
  const { account, shards, totals, isClosed } = stand;
  const { promotionId, granted, autoStop } = account;
  await noteHour(stand, run.now);
  const percent = percentGiven(granted, totals);
  const due = alertsDue(percent, account.alerts);
  if (due.length > 0) await tell(stand, due, run);
  if (isClosed) return;
  const count = shardsFor(granted);
  if (autoStop && percent >= 100) await end(await knownPromotion(promotionId), [], run);
  else if (isUneven(shards, count)) await moveNow(promotionId, shards, levelled(shards, granted, {}, count));
}

async function tryToLook(promotionId: string, run: Run): Promise<void> {
  try {
    const stand = await standOf(promotionId);
    if (stand) await look(stand, run);
  } catch (error) {
    // Changed or busy in this very moment: the next minute looks again. A fault must not keep the others waiting.
    if (!isDomainError(error)) log.error('account not looked at', { error: error as Error, promotionId });
  }
}

export const handler = scheduleHandler(async (run) => {
  let from: PageKey;
  do {
    const { items, lastKey } = await openAccounts(run.now, from);
    for (const promotionId of items) await tryToLook(promotionId, run);
    from = lastKey;
  } while (from);
});
