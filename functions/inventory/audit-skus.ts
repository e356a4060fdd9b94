/** GET /v1/admin/stock-audit: recomputes the stock of the next SKUs from the ledger and names every difference. Changes nothing. */
import { httpHandler } from '../../shared/platform/http.ts';
import { auditAfter } from './audit.ts';
import { auditSkus as route } from './stock-routes.ts';

export const handler = httpHandler(route, async ({ query: { after, limit, whole } }, run) => ({
  status: 200,
  body: await auditAfter(after, limit, { whole: whole === 'true', now: run.now }),
}));
