import type { Order } from './order.ts';
import { type Units, unitsOf } from './units.ts';

const isBundle = ({ bundles = {} }: Order, sku: string) => Object.hasOwn(bundles, sku);

const partsOf = (order: Order, sku: string) =>
  (isBundle(order, sku) ? order.bundles?.[sku] : undefined) ?? [{ sku, quantity: 1 }];

/**
 * What was bought of what was shipped: parcels hold the parts of a bundle, the buyer brings the bundle back, and only
 * once all of it left. Units that were bought by themselves come first.
 */
function boughtIn(order: Order, shipped: Units): Units {
  const left: Record<string, number> = { ...shipped };
  const bought = Object.entries(unitsOf(order.lines));
  const singlesFirst = bought.sort(([a], [b]) => Number(isBundle(order, a)) - Number(isBundle(order, b)));
  const whole = singlesFirst.map(([sku, quantity]): [string, number] => {
    const parts = partsOf(order, sku);
    const count = Math.min(quantity, ...parts.map((part) => Math.floor((left[part.sku] ?? 0) / part.quantity)));
    for (const part of parts) left[part.sku] = (left[part.sku] ?? 0) - count * part.quantity;
    return [sku, count];
  });
  return Object.fromEntries(whole.filter(([, count]) => count > 0));
}

/** The units that left the house, as they were bought, and can come back. */
export function gone(order: Order): Units {
  const { status, lines, shipments = [], imported, till } = order;
  if (imported && !till) return {}; // What was sold elsewhere comes back there, and is told as an import.
  if (status === 'SHIPPED' || status === 'DELIVERED' || status === 'COMPLETED') return unitsOf(lines);
  return status === 'PAID' ? boughtIn(order, unitsOf(shipments.flatMap((shipment) => shipment.lines))) : {};
}
