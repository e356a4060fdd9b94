/**
 * Every quarter of an hour: recomputes the stock of the next SKUs from the ledger, some hundred a run, all of them in turn.
 * Promise: a number that is not what the ledger says is counted each time (an alarm hangs on it) and told once.
 */
import { StockAstray } from '../../events/inventory/stock-astray.v1.ts';
import { isDomainError } from '../../shared/kernel/errors.ts';
import { log } from '../../shared/platform/log.ts';
import { count } from '../../shared/platform/metrics.ts';
import { announce } from '../../shared/platform/outbox.ts';
import type { Run } from '../../shared/platform/run.ts';
import { scheduleHandler } from '../../shared/platform/schedule.ts';
import { commit } from '../../shared/platform/transaction.ts';
import { auditAndKeep } from './audit.ts';
import { auditCursor, noteDifference, putAuditCursor } from './audit-store.ts';
import type { Difference } from './domain/recount.ts';

const PAGE = 50;
const PAGES = 6;

async function tell(difference: Difference, run: Run): Promise<void> {
  count('StockDifference');
  log.error('the stock is not what the ledger says', { ...difference });
  try {
    await commit([
      noteDifference(difference),
      announce(StockAstray, { subject: difference.sku, data: difference }, run),
    ]);
  } catch (error) {
    if (!isDomainError(error)) throw error; // Else it was told before.
  }
}

/** Page by page: a run that is cut off has come some way, so that the next one does not begin where it did. */
export const handler = scheduleHandler(async (run) => {
  let after = await auditCursor();
  for (let pages = 0; pages < PAGES; pages += 1) {
    const { differences, next } = await auditAndKeep(after, PAGE, run.now);
    for (const difference of differences) await tell(difference, run);
    await putAuditCursor(next);
    if (next === undefined) return;
    after = next;
  }
});
