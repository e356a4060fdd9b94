import { type PriceAsked, priceAt } from './price.ts';
import { inLanguage, type Product } from './product.ts';
import { struckThrough } from './struck-through.ts';

/** To whom a product is shown: the shop's currency, and the channel and moment that say its price. */
export interface Viewing extends PriceAsked {
  currency: string;
  acceptLanguage?: string;
}

/** A product as customers see it: without cost and version, at the price that holds now, in the language asked for. */
export function present(product: Product, available: number, viewing: Viewing) {
  const { sku, category, brand, status, attributes, bundle } = product;
  const { currency, acceptLanguage } = viewing;
  const money = (amount: number) => ({ amount, currency });
  const price = priceAt(product, viewing);
  const struck = struckThrough(product, viewing.channel, price);
  return {
    sku,
    name: inLanguage(product.name, acceptLanguage),
    category,
    brand,
    price: money(price),
    ...(struck ? { ...struck, listPrice: money(struck.listPrice) } : {}),
    status,
    available,
    attributes,
    ...(bundle ? { bundle } : {}),
  };
}
