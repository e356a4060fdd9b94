/**
 * PUT /v1/admin/stock/{sku}/settings/{locationId}: lays down safety stock, the threshold of low stock and the pools of
 * channels. Promise: what is for sale is shared out anew in one commit; what is promised stays promised.
 */
import { httpHandler } from '../../shared/platform/http.ts';
import { retryWhenChanged } from '../../shared/platform/retry.ts';
import { commit } from '../../shared/platform/transaction.ts';
import { listSku } from './audit-store.ts';
import { arrange, settingsOf } from './domain/arrange.ts';
import { poolOf } from './domain/counters.ts';
import { refuseUnknown } from './known.ts';
import { moveStock } from './move-store.ts';
import { movedMeanwhile } from './operation-store.ts';
import { putStockSettings as route } from './stock-routes.ts';
import { levelAt, rememberLocation } from './store.ts';

export const handler = httpHandler(route, async ({ params: { sku, locationId }, body, caller }, run) => {
  await refuseUnknown(sku, { locationId });
  const pools = body.pools.map(({ channel, ...pool }) => ({ ...pool, pool: poolOf(channel) }));
  const wishes = { safetyTarget: body.safety, lowAt: body.lowAt, backorderLimit: body.backorder?.limit, pools };
  const cause = { cause: 'arranged', reference: run.correlationId, actor: `staff ${caller.id}` } as const;
  const beside = { settings: settingsOf(wishes), refused: movedMeanwhile };
  await retryWhenChanged(async () => {
    const movement = arrange(await levelAt(sku, locationId), wishes);
    await commit([...moveStock(movement, cause, run, beside), rememberLocation(sku, locationId), listSku(sku)]);
  });
  return { status: 200, body: { sku, locationId, ...body } };
});
