import type { Product } from './product.ts';

/** A price that may be shown struck through, and what it is called where it is not a former price of the shop's own. */
export interface StruckThrough {
  listPrice: number;
  listPriceLabel?: string;
}

/**
 * The list price of a product, where the law lets it stand beside `price` in a channel: one that a list of prices brings is
 * not compared with it.
 */
export function struckThrough(product: Product, channel: string | undefined, price: number): StruckThrough | undefined {
  const { listPrice, listPriceLabel, listPriceIn } = product;
  const isShown = channel !== undefined && listPriceIn?.channels.includes(channel);
  if (listPrice === undefined || !isShown || price !== listPriceIn?.beside) return undefined;
  return { listPrice, ...(listPriceLabel ? { listPriceLabel } : {}) };
}
