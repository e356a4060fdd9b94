import type { CartLine, GiftProduct, ShippingTariff } from '../cart.ts';
import type { Compiled } from '../compile.ts';
import type { Look } from '../effects/look.ts';
import { LAYERS } from '../promotion.ts';

/** A promotion that may be given, or not. */
export interface Option {
  /** Its place among all options of the case. */
  index: number;
  promotion: Compiled;
  /** The lines it is for. */
  at: readonly number[];
  /** What its limits leave: money, and units that may have its price. */
  money: number;
  unitsLeft: number;
  /** It is cut to the money that is left, where it would take more; else it is not given. */
  isCut: boolean;
}

/** What is to be solved: lines, options and what the price depends on besides. */
export interface Case {
  lines: readonly CartLine[];
  /** Gross and least price of each line, minor units. */
  gross: readonly number[];
  least: readonly number[];
  /** By layer, in the order of their turns: higher priority first, then lower id. */
  layers: readonly (readonly Option[])[];
  shipping: ShippingTariff;
  gifts: ReadonlyMap<string, GiftProduct>;
  /** Nobody says with whom he combines, and no group is exclusive: only sharing a line can keep two apart. */
  isPlain: boolean;
}

const NO_FEE: ShippingTariff = { fee: 0 };
const NO_GIFTS: ReadonlyMap<string, GiftProduct> = new Map();

/** What comes to the lines of a cart. */
interface Around {
  shipping?: ShippingTariff;
  gifts?: readonly GiftProduct[];
}

/** It saves the buyer the fee for shipping. */
export const freesShipping = ({ promotion }: Option) => promotion.rule.family === 'free-shipping';

/** It says nothing of with whom it may be. */
export const isQuiet = ({ promotion: { exclusiveGroup, rule } }: Option) =>
  exclusiveGroup === undefined && rule.combinesWith === undefined;

/** Makes a case of lines and options; these stand in the order of their turns. */
export function caseOf(lines: readonly CartLine[], options: readonly Option[], { shipping, gifts }: Around): Case {
  const gross = lines.map(({ unitPrice, quantity }) => unitPrice * quantity);
  const layers: Option[][] = LAYERS.map(() => []);
  for (const option of options) layers[option.promotion.layerRank]?.push(option);
  return {
    lines,
    gross,
    least: lines.map(({ floor = 0, quantity }, index) => Math.min(gross[index] ?? 0, floor * quantity)),
    layers,
    shipping: shipping ?? NO_FEE,
    gifts: gifts ? new Map(gifts.map((product) => [product.sku, product])) : NO_GIFTS,
    isPlain: options.every(isQuiet),
  };
}

/** What an option sees of lines with these nets. */
export function lookOf({ lines }: Case, { promotion, at, unitsLeft }: Option, nets: readonly number[]): Look {
  return { layer: promotion.layer, lines, at, nets, unitsLeft };
}

/** What shipping costs for goods of that price. */
export function feeOf({ fee, freeFrom = Infinity }: ShippingTariff, goods: number): number {
  return goods >= freeFrom ? 0 : fee;
}
