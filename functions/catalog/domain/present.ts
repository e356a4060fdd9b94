import { inLanguage, type Product } from './product.ts';

/** A product as customers see it: without cost and version, with the name in the language asked for. */
export function present(product: Product, available: number, currency: string, acceptLanguage?: string) {
  const { sku, category, brand, price, listPrice, status, attributes, bundle } = product;
  const money = (amount: number) => ({ amount, currency });
  return {
    sku,
    name: inLanguage(product.name, acceptLanguage),
    category,
    brand,
    price: money(price),
    ...(listPrice === undefined ? {} : { listPrice: money(listPrice) }),
    status,
    available,
    attributes,
    ...(bundle ? { bundle } : {}),
  };
}
