/** PUT /v1/admin/products/{sku}: writes a product's next version with its price's history and announces it, in one commit. */
import { ProductChanged } from '../../events/catalog/product-changed.v1.ts';
import { DomainError } from '../../shared/kernel/errors.ts';
import type { Money } from '../../shared/kernel/money.ts';
import { shop } from '../../shared/platform/env.ts';
import { httpHandler } from '../../shared/platform/http.ts';
import { announce } from '../../shared/platform/outbox.ts';
import { commit } from '../../shared/platform/transaction.ts';
import { setBasePrice } from '../pricing/holds.ts';
import { refuseBadBundle } from './domain/bundle.ts';
import { revise } from './domain/product.ts';
import { readProducts } from './holds.ts';
import { comparedIn, hiddenNotice } from './list-price.ts';
import { putProduct as route } from './routes.ts';
import { findProduct, putProduct } from './store.ts';

const changedMeanwhile = () =>
  new DomainError('conflict', 'catalog.changed-meanwhile', 'Somebody else changed it; try again.');

function inShopCurrency(money: Money | undefined): number | undefined {
  if (money && money.currency !== shop.currency) {
    throw new DomainError('invalid', 'catalog.wrong-currency', `Prices of this shop are in ${shop.currency}.`);
  }
  return money?.amount;
}

export const handler = httpHandler(route, async ({ params: { sku }, body, caller }, run) => {
  const { price, listPrice, cost, attributes = {}, ...rest } = body;
  const parts = body.bundle ?? [];
  if (parts.length > 0) refuseBadBundle(sku, parts, await readProducts(parts.map((part) => part.sku)));
  const before = await findProduct(sku);
  const details = {
    ...rest,
    attributes,
    listPrice: inShopCurrency(listPrice),
    cost: inShopCurrency(cost),
    price: inShopCurrency(price) ?? 0,
  };
  const compared = await comparedIn(before, sku, details, run.now);
  const product = { ...revise(before, sku, details, run.now), ...compared };
  const { version, category, brand, status } = product;
  const data = { sku, version, category, brand, price: product.price, status, previousStatus: before?.status };
  await commit([
    putProduct(product, changedMeanwhile),
    ...(await setBasePrice(before, product, caller.id, run)),
    announce(ProductChanged, { subject: sku, data }, run),
  ]);
  return { status: 200, body: { ...body, sku, version, ...hiddenNotice(product) } };
});
