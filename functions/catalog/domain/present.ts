import { type PriceAsked, priceAt } from './price.ts';
import { inLanguage, type Product } from './product.ts';

/** To whom a product is shown: the shop's currency, and the channel and moment that say its price. */
export interface Viewing extends PriceAsked {
  currency: string;
  acceptLanguage?: string;
}

/** The list price, where it may stand beside the price that holds: one that a list of prices brings is not compared with it. */
function struckThrough(product: Product, viewing: Viewing) {
  const { listPrice, listPriceLabel, listPriceIn } = product;
  const isShown = viewing.channel !== undefined && listPriceIn?.channels.includes(viewing.channel);
  if (listPrice === undefined || !isShown || priceAt(product, viewing) !== listPriceIn?.beside) return {};
  return {
    listPrice: { amount: listPrice, currency: viewing.currency },
    ...(listPriceLabel ? { listPriceLabel } : {}),
  };
}

/** A product as customers see it: without cost and version, at the price that holds now, in the language asked for. */
export function present(product: Product, available: number, viewing: Viewing) {
  const { sku, category, brand, status, attributes, bundle } = product;
  const { currency, acceptLanguage } = viewing;
  const money = (amount: number) => ({ amount, currency });
  return {
    sku,
    name: inLanguage(product.name, acceptLanguage),
    category,
    brand,
    price: money(priceAt(product, viewing)),
    ...struckThrough(product, viewing),
    status,
    available,
    attributes,
    ...(bundle ? { bundle } : {}),
  };
}
