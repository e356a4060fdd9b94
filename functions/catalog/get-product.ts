/** GET /v1/products/{sku}: one product with what is available of it now. */
import { DomainError } from '../../shared/kernel/errors.ts';
import { shop } from '../../shared/platform/env.ts';
import { httpHandler } from '../../shared/platform/http.ts';
import { availableOf } from '../inventory/holds.ts';
import { stockedSkus } from './domain/bundle.ts';
import { present } from './domain/present.ts';
import { getProduct as route } from './routes.ts';
import { findProduct } from './store.ts';
import { unitsOf } from './units.ts';

export const handler = httpHandler(route, async ({ params: { sku }, query: { channel = 'web' }, headers }, run) => {
  const [product, single] = await Promise.all([findProduct(sku), availableOf([sku])]);
  if (!product) throw new DomainError('not-found', 'catalog.unknown-sku', 'There is no such product.');
  const available = product.bundle ? await availableOf(stockedSkus([product])) : single;
  const units = unitsOf(product, available);
  const acceptLanguage = headers['accept-language'];
  return {
    status: 200,
    body: present(product, units, { channel, now: run.now, currency: shop.currency, acceptLanguage }),
  };
});
