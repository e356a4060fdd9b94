import { CHANNELS } from '../../events/contract.ts';
import type { Instant } from '../../shared/kernel/time.ts';
import { channelsToCompareIn, listPriceBreach } from '../compliance/holds.ts';
import type { Product, ProductDetails } from './domain/product.ts';

const isSame = (before: Product, { price, listPrice, listPriceLabel }: ProductDetails): boolean =>
  before.price === price && before.listPrice === listPrice && before.listPriceLabel === listPriceLabel;

/**
 * Where a product's list price may be shown struck through: decided when it or the price it stands beside changes, by what was
 * really paid before that. Until the next such change it stays, since later sales are sales of the reduction itself.
 */
export async function comparedIn(
  before: Product | undefined,
  sku: string,
  details: ProductDetails,
  now: Instant,
): Promise<Pick<Product, 'listPriceIn'>> {
  const { listPrice, listPriceLabel: label } = details;
  if (listPrice === undefined) return {};
  if (before?.listPriceIn && isSame(before, details)) return { listPriceIn: before.listPriceIn };
  const channels = await channelsToCompareIn({ sku, listPrice, label, since: now }, CHANNELS);
  return { listPriceIn: { beside: details.price, channels } };
}

/** What staff are told of a list price that is shown nowhere. */
export function hiddenNotice({ listPriceIn }: Product) {
  return listPriceIn?.channels.length === 0 ? { notices: [listPriceBreach('listPrice')] } : {};
}
