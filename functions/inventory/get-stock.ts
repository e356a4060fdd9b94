/** GET /v1/admin/stock/{sku}: what lies where. A SKU that never came in has an empty list. */
import { httpHandler } from '../../shared/platform/http.ts';
import { getStock as route } from './routes.ts';
import { stockOf } from './store.ts';

export const handler = httpHandler(route, async ({ params: { sku } }) => {
  const locations = (await stockOf(sku)).map(({ locationId, onHand, reserved, available }) => ({
    locationId,
    onHand,
    reserved,
    available,
  }));
  return { status: 200, body: { sku, locations } };
});
