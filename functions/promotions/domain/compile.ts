import type { Instant } from '../../../shared/kernel/time.ts';
import { type Basis, type Offer, offerOf } from './effects.ts';
import { LAYERS, type Layer, type Limits, type Localised, type Published, type Scope } from './promotion.ts';

/** A published promotion made ready to be evaluated many times. */
export interface Compiled {
  promotionId: string;
  version: number;
  label: Localised;
  layer: Layer;
  layerRank: number;
  priority: number;
  exclusiveGroup?: string;
  validFrom: Instant;
  validTo: Instant;
  dailyWindow?: { from: string; to: string };
  needsCoupon: boolean;
  limits?: Limits;
  channels?: ReadonlySet<string>;
  covers(line: CoveredLine): boolean;
  offer(basis: Basis): Offer;
}

/** What of a line decides whether a promotion is for it. */
export interface CoveredLine {
  sku: string;
  category: string;
  brand?: string;
}

/** All published promotions, found by what a cart holds and not by going through them. */
export interface Snapshot {
  byId: ReadonlyMap<string, Compiled>;
  bySku: ReadonlyMap<string, readonly Compiled[]>;
  byCategory: ReadonlyMap<string, readonly Compiled[]>;
  byBrand: ReadonlyMap<string, readonly Compiled[]>;
  /** Those for whatever is in the cart. */
  everything: readonly Compiled[];
}

const setOf = (values: string[] | undefined) => values && new Set(values);

function coverage({ skus, categories, brands, excludeSkus }: Scope): (line: CoveredLine) => boolean {
  const [inSkus, inCategories, inBrands, outSkus] = [skus, categories, brands, excludeSkus].map(setOf);
  return ({ sku, category, brand }) =>
    (!inSkus || inSkus.has(sku)) &&
    (!inCategories || inCategories.has(category)) &&
    (!inBrands || (brand !== undefined && inBrands.has(brand))) &&
    !outSkus?.has(sku);
}

function compileOne(promotion: Published): Compiled {
  const { promotionId, version, name, layer, priority, exclusiveGroup, validFrom, validTo } = promotion;
  return {
    promotionId,
    version,
    label: typeof name === 'string' ? { zh: name, en: name } : name,
    layer,
    layerRank: LAYERS.indexOf(layer),
    priority,
    exclusiveGroup,
    validFrom,
    validTo,
    dailyWindow: promotion.dailyWindow,
    needsCoupon: promotion.coupon !== undefined,
    limits: promotion.limits,
    channels: setOf(promotion.scope.channels),
    covers: coverage(promotion.scope),
    offer: offerOf(promotion),
  };
}

function addUnder(index: Map<string, Compiled[]>, keys: readonly string[], compiled: Compiled): void {
  for (const key of new Set(keys)) {
    const known = index.get(key);
    if (known) known.push(compiled);
    else index.set(key, [compiled]);
  }
}

/**
 * Compiles the published promotions into a snapshot, once per change of them. Each stands under its narrowest field
 * (SKUs, else categories, else brands); those that need a coupon are found by their code's promotion id alone.
 */
export function compile(published: Iterable<Published>): Snapshot {
  const byId = new Map<string, Compiled>();
  const bySku = new Map<string, Compiled[]>();
  const byCategory = new Map<string, Compiled[]>();
  const byBrand = new Map<string, Compiled[]>();
  const everything: Compiled[] = [];
  for (const promotion of published) {
    const { skus, categories, brands } = promotion.scope;
    const compiled = compileOne(promotion);
    byId.set(compiled.promotionId, compiled);
    if (compiled.needsCoupon) continue;
    if (skus) addUnder(bySku, skus, compiled);
    else if (categories) addUnder(byCategory, categories, compiled);
    else if (brands) addUnder(byBrand, brands, compiled);
    else everything.push(compiled);
  }
  return { byId, bySku, byCategory, byBrand, everything };
}
