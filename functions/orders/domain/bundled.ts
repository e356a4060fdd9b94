import type { Order, PricedLine } from './order.ts';

/** What each bundle among priced lines is made of, by its SKU; nothing where none is. */
export function bundlesOf(lines: readonly Pick<PricedLine, 'sku' | 'quantity' | 'parts'>[]): Order['bundles'] {
  const bundles = lines.flatMap(({ sku, quantity: bought, parts }) =>
    parts ? [[sku, parts.map((part) => ({ sku: part.sku, quantity: part.quantity / bought }))] as const] : [],
  );
  return bundles.length > 0 ? Object.fromEntries(bundles) : undefined;
}
