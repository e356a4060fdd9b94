/**
 * POST /v1/admin/price-changes: plans prices. Promise: one change for one Idempotency-Key; its prices, their history and its
 * deduplication item are one commit; they begin by themselves when their time comes, and nobody sees them before.
 */
import { once, recordCommand } from '../../shared/platform/command-ledger.ts';
import { httpHandler } from '../../shared/platform/http.ts';
import { commit } from '../../shared/platform/transaction.ts';
import { planChange } from './changing.ts';
import { shownTo } from './domain/embargo.ts';
import { createPriceChange as route } from './routes.ts';

export const handler = httpHandler(route, ({ body, caller, command }, run) => {
  const commanded = { context: 'pricing', command, run };
  return once(commanded, async () => {
    const { change, guards, actions } = await planChange(body, caller.id, run);
    const reply = { status: 201, body: shownTo(change, caller, guards, run.now) };
    await commit([recordCommand(commanded, { reply }), ...actions]);
    return reply;
  });
});
