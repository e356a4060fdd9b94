import { splitByLargestRemainder } from '../../../shared/kernel/money.ts';

/** So many units of a SKU in one bundle. */
export interface Component {
  sku: string;
  quantity: number;
}

/** What each bundle is made of, by the bundle's SKU; what is not there is no bundle. */
export type Bundles = Readonly<Record<string, readonly Component[]>>;

/** The units behind lines: a bundle's line becomes a line for each component. `line` is the index of the line it is of. */
export function explode(
  lines: readonly { sku: string; quantity: number }[],
  bundles: Bundles = {},
): { sku: string; quantity: number; line: number }[] {
  return lines.flatMap(({ sku, quantity }, line) =>
    (Object.hasOwn(bundles, sku) ? (bundles[sku] ?? []) : [{ sku, quantity: 1 }]).map((component) => ({
      sku: component.sku,
      quantity: component.quantity * quantity,
      line,
    })),
  );
}

/** How many bundles can be made of what there is. */
export function bundlesIn(components: readonly Component[], available: (sku: string) => number): number {
  return Math.min(...components.map(({ sku, quantity }) => Math.floor(Math.max(0, available(sku)) / quantity)));
}

/**
 * Splits what was paid for bundles over their components, by list price times quantity: in minor units, exact in sum
 * (largest remainder). `priceOf` is the list price of one unit.
 */
export function splitRevenue(
  revenue: number,
  components: readonly Component[],
  priceOf: (sku: string) => number,
): { sku: string; amount: number }[] {
  const amounts = splitByLargestRemainder(
    revenue,
    components.map(({ sku, quantity }) => priceOf(sku) * quantity),
  );
  return components.map(({ sku }, at) => ({ sku, amount: amounts[at] ?? 0 }));
}
