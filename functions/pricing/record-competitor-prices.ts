/**
 * POST /v1/admin/competitor-prices: prices seen elsewhere. Promise: each (SKU, competitor, moment) counts once however often
 * it is told; who is told to look at a SKU's price is told once until it is well again.
 */
import { httpHandler } from '../../shared/platform/http.ts';
import { observationsOf } from './batch.ts';
import { knownProducts } from './known.ts';
import { recordCompetitorPrices as route } from './market-routes.ts';
import { observe } from './observing.ts';

export const handler = httpHandler(route, async ({ body }, run) => {
  const { observations, at } = observationsOf(body, run.now);
  const products = await knownProducts(observations, at);
  return { status: 200, body: { told: observations.length, recorded: await observe(observations, products, run) } };
});
