/** GET /v1/admin/stock/{sku}/ledger: every movement of a SKU, newest first. */
import { readCursor, writeCursor } from '../../shared/platform/cursor.ts';
import { httpHandler } from '../../shared/platform/http.ts';
import { ledgerOf } from './audit-store.ts';
import { listStockLedger as route } from './stock-routes.ts';

export const handler = httpHandler(route, async ({ params: { sku }, query: { limit, cursor } }) => {
  const list = `stock-ledger ${sku}`;
  const from = await readCursor(list, cursor);
  const { entries, lastKey } = await ledgerOf(sku, { newestFirst: true, limit, ...(from ? { from } : {}) });
  const items = entries.map(({ entryId, at, locationId, cause, reference, actor, by }) => ({
    entryId,
    at,
    locationId,
    cause,
    reference,
    ...(actor ? { actor } : {}),
    by: by as Record<string, number>,
  }));
  const nextCursor = await writeCursor(list, lastKey);
  return { status: 200, body: { items, ...(nextCursor ? { nextCursor } : {}) } };
});
