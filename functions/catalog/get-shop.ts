/** GET /v1/shop: the shop's settings that every client needs. */
import { shop } from '../../shared/platform/env.ts';
import { httpHandler } from '../../shared/platform/http.ts';
import { getShop as route } from './routes.ts';

export const handler = httpHandler(route, async () => ({
  status: 200,
  body: { currency: shop.currency, timeZone: shop.timeZone },
}));
