/** GET /v1/admin/stock/{sku}: what lies where. A SKU that never came in has an empty list. */
import { httpHandler } from '../../shared/platform/http.ts';
import { presentLevel } from './domain/present.ts';
import { getStock as route } from './routes.ts';
import { stockOf } from './store.ts';

export const handler = httpHandler(route, async ({ params: { sku } }) => {
  return { status: 200, body: { sku, locations: (await stockOf(sku)).map(presentLevel) } };
});
