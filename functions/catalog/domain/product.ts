import { preferredLanguage } from '../../../shared/kernel/language.ts';
import type { Instant } from '../../../shared/kernel/time.ts';
import type { Component } from './bundle.ts';

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
  /** What it costs the shop; never shown to customers. */
  cost?: number;
  weightGrams?: number;
  status: 'active' | 'clearance' | 'retired';
  attributes: Record<string, unknown>;
  /** What it consists of, when it has no stock of its own. */
  bundle?: Component[];
  /** Raised by one with each change. */
  version: number;
  updatedAt: Instant;
}

/** What staff can say about a product. */
export type ProductDetails = Omit<Product, 'sku' | 'version' | 'updatedAt'>;

/** The next version of a product that may not exist yet. */
export function revise(before: Product | undefined, sku: string, details: ProductDetails, now: Instant): Product {
  return { ...details, sku, version: (before?.version ?? 0) + 1, updatedAt: now };
}

/** The text in the language asked for by an `Accept-Language` header, else in any the shop has. */
export function inLanguage(text: Localised, acceptLanguage: string | undefined): string {
  return text[preferredLanguage(acceptLanguage)] ?? text.zh ?? text.en ?? '';
}
