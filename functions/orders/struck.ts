import { productsFrom, struckThrough } from '../catalog/holds.ts';
import type { Quote } from './domain/cart.ts';
import type { CartReading } from './goods.ts';

/** The lines of a quote, each with the price that the law lets be shown struck through beside its own, where there is one. */
export function withStruckThrough({ lines }: Quote, { found, skus }: CartReading, channel: string) {
  const products = productsFrom(found, skus);
  return lines.map((line) => {
    const product = line.gift ? undefined : products.get(line.sku);
    return { ...line, ...(product && struckThrough(product, channel, line.unitPrice)) };
  });
}
