import { preferredLanguage } from '../../../shared/kernel/language.ts';
import type { Instant } from '../../../shared/kernel/time.ts';
import type { Component } from './bundle.ts';
import type { PriceEntry } from './price.ts';

/** A text in the languages the shop keeps. */
export interface Localised {
  zh?: string;
  en?: string;
}

/** One sellable SKU. Amounts in minor units of the shop's currency. */
export interface Product {
  sku: string;
  name: Localised;
  category: string;
  brand?: string;
  price: number;
  /** The price it is compared with when shown struck through. */
  listPrice?: number;
  /** What that price is called, where it is not a former price of the shop's own. */
  listPriceLabel?: string;
  /** The channels in which the law lets it be shown beside a price; beside another it was not looked at. */
  listPriceIn?: { beside: number; channels: string[] };
  /** What it costs the shop; never shown to customers. */
  cost?: number;
  weightGrams?: number;
  status: 'active' | 'clearance' | 'retired';
  attributes: Record<string, unknown>;
  /** What it consists of, when it has no stock of its own. */
  bundle?: Component[];
  /** When `price` was set last. */
  pricedAt?: Instant;
  /** The prices of lists, in force and planned; no customer ever sees more of them than the one that holds for him now. */
  prices?: PriceEntry[];
  /** What no price may pass, and no combination of promotions may pass downwards. */
  minimumPrice?: number;
  maximumPrice?: number;
  /** Raised by one with each change of `prices` and limits. */
  priceVersion?: number;
  /** Raised by one with each change. */
  version: number;
  updatedAt: Instant;
}

/** What pricing says about a product. */
type Pricing = 'listPriceIn' | 'pricedAt' | 'prices' | 'minimumPrice' | 'maximumPrice' | 'priceVersion';

/** What staff can say about a product. */
export type ProductDetails = Omit<Product, 'sku' | 'version' | 'updatedAt' | Pricing>;

function pricingOf({ pricedAt, prices, minimumPrice, maximumPrice, priceVersion }: Partial<Product>) {
  return { pricedAt, prices, minimumPrice, maximumPrice, priceVersion };
}

/** The next version of a product that may not exist yet; what pricing says of it stays. */
export function revise(before: Product | undefined, sku: string, details: ProductDetails, now: Instant): Product {
  const pricing = pricingOf(before ?? {});
  const pricedAt = before?.price === details.price ? pricing.pricedAt : now;
  return { ...details, ...pricing, pricedAt, sku, version: (before?.version ?? 0) + 1, updatedAt: now };
}

/** The text in the language asked for by an `Accept-Language` header, else in any the shop has. */
export function inLanguage(text: Localised, acceptLanguage: string | undefined): string {
  return text[preferredLanguage(acceptLanguage)] ?? text.zh ?? text.en ?? '';
}
