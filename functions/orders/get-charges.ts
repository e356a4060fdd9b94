/** GET /v1/admin/charges: the shop's tax rates and shipping tariff, as every cart is priced with them now. */
import { httpHandler } from '../../shared/platform/http.ts';
import { getCharges as route } from './charges-routes.ts';
import { findCharges } from './charges-store.ts';

export const handler = httpHandler(route, async () => {
  const { charges, version } = await findCharges();
  return { status: 200, body: { ...charges, version } };
});
