import type { Instant } from '../../../shared/kernel/time.ts';
import type { Granted } from './cart.ts';
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
  /** What an order keeps of it. */
  granted: Granted;
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

/** Only a threshold can be lost by returning goods; what is given per unit or per cent goes back with its unit. */
function returnsOf(promotion: Published): Granted['returns'] {
  const { returnPolicy = 'keep' } = promotion;
  if (returnPolicy === 'keep' || promotion.kind !== 'threshold-off') return undefined;
  return { ...(typeof returnPolicy === 'string' ? { policy: returnPolicy } : returnPolicy), ...promotion.effect };
}

function grantedOf(promotion: Published): Granted {
  const { promotionId, version, funders } = promotion;
  const returns = returnsOf(promotion);
  return { promotionId, version, ...(funders ? { funders } : {}), ...(returns ? { returns } : {}) };
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
    granted: grantedOf(promotion),
    channels: setOf(promotion.scope.channels),
    covers: coverage(promotion.scope),
    offer: offerOf(promotion),
  };
}

type Index = Map<string, Compiled[]>;

function addUnder(index: Index, keys: readonly string[], compiled: Compiled): void {
  for (const key of new Set(keys)) {
    const known = index.get(key);
    if (known) known.push(compiled);
    else index.set(key, [compiled]);
  }
}

/** Where a promotion is looked for: under each value of its narrowest field, or always. */
function place(compiled: Compiled, { skus, categories, brands }: Scope, into: Placed): void {
  if (skus) addUnder(into.bySku, skus, compiled);
  else if (categories) addUnder(into.byCategory, categories, compiled);
  else if (brands) addUnder(into.byBrand, brands, compiled);
  else into.everything.push(compiled);
}

interface Placed {
  bySku: Index;
  byCategory: Index;
  byBrand: Index;
  everything: Compiled[];
}

/**
 * Compiles the published promotions into a snapshot, once per change of them. Each stands under its narrowest field
 * (SKUs, else categories, else brands); those that need a coupon are found by their code's promotion id alone.
 */
export function compile(published: Iterable<Published>): Snapshot {
  const byId = new Map<string, Compiled>();
  const placed: Placed = { bySku: new Map(), byCategory: new Map(), byBrand: new Map(), everything: [] };
  for (const promotion of published) {
    const compiled = compileOne(promotion);
    byId.set(compiled.promotionId, compiled);
    if (!compiled.needsCoupon) place(compiled, promotion.scope, placed);
  }
  return { byId, ...placed };
}
