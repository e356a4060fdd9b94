/**
 * PUT /v1/admin/products/{sku}/price-limits: sets what no price of a SKU may pass. Promise: the limits and their line in the
 * history are one commit, and no price that holds or is planned is outside of them.
 */
import { httpHandler } from '../../shared/platform/http.ts';
import { retryWhenChanged } from '../../shared/platform/retry.ts';
import { commit } from '../../shared/platform/transaction.ts';
import { setPrices } from '../catalog/holds.ts';
import { refuseBadLimits } from './domain/limits.ts';
import { putHistory } from './history-store.ts';
import { knownProduct } from './known.ts';
import { putPriceLimits as route } from './routes.ts';
import { changedMeanwhile } from './store.ts';

export const handler = httpHandler(route, ({ params: { sku }, body, caller }, run) =>
  retryWhenChanged(async () => {
    const product = await knownProduct(sku);
    const { prices = [] } = product;
    const counting = prices.filter(({ to }) => to === undefined || to > run.now);
    refuseBadLimits(body, [product.price, ...counting.map(({ price }) => price)]);
    await commit([
      setPrices(product, { prices, ...body }, changedMeanwhile),
      putHistory({ sku, at: run.now, id: run.newId(), what: 'limits', by: caller.id, ...body }),
    ]);
    return { status: 200, body: { sku, ...body } };
  }),
);
