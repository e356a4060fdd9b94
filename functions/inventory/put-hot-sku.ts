/**
 * PUT /v1/admin/hot-skus/{sku}: from when to when a SKU is sold to a line of buyers, and by which limits. Promise: the line
 * opens and closes by the clock, not by a job; the same request again changes nothing.
 */
import { httpHandler } from '../../shared/platform/http.ts';
import { putHotSku as route } from './hot-routes.ts';
import { putHotRule } from './hot-store.ts';
import { refuseUnknown } from './known.ts';

export const handler = httpHandler(route, async ({ params: { sku }, body }) => {
  await refuseUnknown(sku);
  await putHotRule(sku, body);
  return { status: 200, body: { sku, ...body } };
});
