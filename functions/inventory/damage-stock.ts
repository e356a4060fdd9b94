/**
 * POST /v1/admin/stock/damages: units were found broken (they are not for sale any more), or broken ones were thrown away.
 * Promise: one effect for one (reference, SKU, location).
 */
import { httpHandler } from '../../shared/platform/http.ts';
import { commit } from '../../shared/platform/transaction.ts';
import { damage } from './domain/damage.ts';
import { missing } from './domain/movement.ts';
import { refuseUnknown } from './known.ts';
import { moveStock } from './move-store.ts';
import { movedMeanwhile, onceByReference, recordOperation } from './operation-store.ts';
import { damageStock as route } from './stock-routes.ts';
import { levelAt } from './store.ts';
import { tellFinding } from './telling.ts';

const CAUSES = { found: 'damaged', 'written-off': 'written-off' } as const;

export const handler = httpHandler(route, async ({ body, caller }, run) => {
  const { sku, locationId, quantity, reference, step } = body;
  await refuseUnknown(sku, { locationId });
  const place = { sku, locationId, reference };
  const operation = { kind: 'DAMAGE', ...place, asked: { quantity, step } } as const;
  const cause = { cause: CAUSES[step], reference, actor: `staff ${caller.id}` };
  return onceByReference(operation, async () => {
    const reply = { damageId: run.newId('damage'), ...body };
    const level = await levelAt(sku, locationId);
    const movement = damage(level, quantity, step);
    const short = missing(level, movement) - missing(level);
    await commit([
      recordOperation(operation, reply),
      ...moveStock(movement, cause, run, { refused: movedMeanwhile }),
      ...tellFinding({ ...place, cause: 'damage', difference: 0, short }, run),
    ]);
    return reply;
  });
});
