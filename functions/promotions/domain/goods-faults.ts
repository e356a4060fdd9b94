import type { ErrorAt } from '../../../shared/kernel/errors.ts';
import { type Check, wrong } from './fault.ts';
import type { Definition, Units } from './promotion.ts';

/** What of a product decides whether a promotion can speak of it. */
export interface Goods {
  price: number;
  status: string;
}

/** Products by SKU; unknown ones are absent. */
export type Assortment = ReadonlyMap<string, Goods>;

interface Named {
  sku: string;
  path: string;
  /** Buyers get units of it: it must be for sale. */
  isHad: boolean;
}

const inScope = (field: string, skus: readonly string[] = []): Named[] =>
  skus.map((sku, index) => ({ sku, path: `scope.${field}.${index}`, isHad: false }));

const inUnits = (field: string, units: readonly Units[]): Named[] =>
  units.map(({ sku }, index) => ({ sku, path: `effect.${field}.${index}.sku`, isHad: true }));

function inEffect(definition: Definition): Named[] {
  const { kind, effect } = definition;
  if (kind === 'gift') return inUnits('gifts', effect.gifts);
  if (kind === 'bundle') return inUnits('items', effect.items);
  if (kind !== 'buy-x-get-y') return [];
  return (effect.get.skus ?? []).map((sku, index) => ({ sku, path: `effect.get.skus.${index}`, isHad: true }));
}

function namedIn(definition: Definition): Named[] {
  const { skus, excludeSkus } = definition.scope;
  return [...inScope('skus', skus), ...inScope('excludeSkus', excludeSkus), ...inEffect(definition)];
}

/** Every SKU that a promotion names, each once. */
export function skusNamed(definition: Definition): string[] {
  return [...new Set(namedIn(definition).map(({ sku }) => sku))];
}

/** What the goods cost without the promotion, at most; undefined where it does not name them. */
function highestPrice(definition: Definition, goods: Assortment): number | undefined {
  const priceOf = (sku: string) => goods.get(sku)?.price ?? 0;
  if (definition.kind === 'bundle')
    return definition.effect.items.reduce((sum, { sku, quantity }) => sum + priceOf(sku) * quantity, 0);
  const { skus } = definition.scope;
  return skus && Math.max(...skus.map(priceOf));
}

function priceOf({ kind, effect }: Definition): number | undefined {
  if (kind === 'fixed-price' || kind === 'flash-sale' || kind === 'group-buy') return effect.price;
  return kind === 'bundle' ? effect.price : undefined;
}

/** A price that nothing in scope costs as much as takes nothing from anybody. */
function priceFaults(definition: Definition, goods: Assortment): ErrorAt[] {
  const [price, highest] = [priceOf(definition), highestPrice(definition, goods)];
  return wrong([
    [price !== undefined && highest !== undefined && price >= highest, 'effect.price', 'above-every-price'],
  ]);
}

/** What is wrong with the SKUs that a promotion names, and with its price beside theirs. */
export function goodsFaults(definition: Definition, goods: Assortment): ErrorAt[] {
  const faults = wrong(
    namedIn(definition).flatMap(({ sku, path, isHad }): Check[] => [
      [!goods.has(sku), path, 'unknown-sku'],
      [isHad && goods.get(sku)?.status === 'retired', path, 'retired-sku'],
    ]),
  );
  // A price is compared with known ones only.
  return faults.length > 0 ? faults : priceFaults(definition, goods);
}
