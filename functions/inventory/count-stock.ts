/**
 * POST /v1/admin/stock/counts: somebody counted. Promise: one effect for one (reference, SKU, location). What moved between
 * the counting and now is taken into account; promised units that were not found make the stock short, and that is told.
 */
import { httpHandler } from '../../shared/platform/http.ts';
import { commit } from '../../shared/platform/transaction.ts';
import { listSku } from './audit-store.ts';
import { refuseOutOfTime, settle } from './domain/counting.ts';
import { refuseUnknown } from './known.ts';
import { moveStock } from './move-store.ts';
import { movedSince } from './moved-since.ts';
import { movedMeanwhile, onceByReference, recordOperation } from './operation-store.ts';
import { countStock as route } from './stock-routes.ts';
import { levelAt, rememberLocation } from './store.ts';
import { tellFinding } from './telling.ts';

export const handler = httpHandler(route, async ({ body, caller }, run) => {
  const { sku, locationId, counted, reference, countedAt = run.now } = body;
  refuseOutOfTime(countedAt, run.now);
  await refuseUnknown(sku, { locationId });
  const place = { sku, locationId, reference };
  const operation = { kind: 'COUNT', ...place, asked: { counted } } as const;
  const cause = { cause: 'counted', reference, actor: `staff ${caller.id}` } as const;
  return onceByReference(operation, async () => {
    const level = await levelAt(sku, locationId);
    const since = await movedSince(sku, locationId, countedAt);
    const { movement, difference, expected, shortage: short } = settle(level, counted, since);
    const reply = { countId: run.newId('count'), ...place, counted, expected, difference, short };
    await commit([
      recordOperation(operation, reply),
      ...moveStock(movement, cause, run, { refused: movedMeanwhile }),
      rememberLocation(sku, locationId),
      listSku(sku),
      ...tellFinding({ ...place, cause: 'count', difference, short }, run),
    ]);
    return reply;
  });
});
