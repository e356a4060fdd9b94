import { DomainError } from '../../../shared/kernel/errors.ts';

/** Units of one SKU. */
export interface Units {
  sku: string;
  quantity: number;
}

/** What shipping needs to know of an order. */
export interface Shippable {
  status: string;
  lines: readonly Units[];
}

const SHIPPED = new Set(['SHIPPED', 'DELIVERED', 'COMPLETED']);

function unitsBySku(lines: readonly Units[]): Map<string, number> {
  const units = new Map<string, number>();
  for (const { sku, quantity } of lines) units.set(sku, (units.get(sku) ?? 0) + quantity);
  return units;
}

function isWhole(asked: readonly Units[], ordered: readonly Units[]): boolean {
  const want = unitsBySku(asked);
  const have = unitsBySku(ordered);
  return want.size === have.size && [...have].every(([sku, quantity]) => want.get(sku) === quantity);
}

/** Refuses to ship what was shipped, what is not paid, and less than the whole order. */
export function assertShippable(order: Shippable, asked: readonly Units[] | undefined): void {
  if (SHIPPED.has(order.status))
    throw new DomainError('conflict', 'deliveries.already-shipped', 'The order was shipped already.');
  if (order.status !== 'PAID') throw new DomainError('conflict', 'deliveries.not-paid', 'The order is not paid.');
  if (asked && !isWhole(asked, order.lines))
    throw new DomainError('conflict', 'deliveries.partial-shipment', 'An order ships as a whole.');
}
