import { refuseAwaiting } from './in-group.ts';
import { advance, type Mover } from './life.ts';
import type { Holding, Order, OrderStatus } from './order.ts';
import type { OrderShipment } from './order-parts.ts';

const keyOf = ({ sku, locationId }: Holding) => `${locationId} ${sku}`;

/** What of an order's holdings is there and has not left yet, by SKU and location. */
export function leftToShip({ holdings, shipments = [] }: Pick<Order, 'holdings' | 'shipments'>): Holding[] {
  const left = new Map<string, Holding>();
  const add = (holding: Holding, sign: 1 | -1) => {
    const { sku, locationId, quantity } = holding;
    const before = left.get(keyOf(holding))?.quantity ?? 0;
    left.set(keyOf(holding), { sku, locationId, quantity: before + sign * quantity });
  };
  for (const holding of holdings) add(holding, 1);
  for (const { lines } of shipments) for (const line of lines) add(line, -1);
  return [...left.values()].filter(({ quantity }) => quantity > 0);
}

/** The ends in which an order still names what it held; none of it is held or awaited any more. */
const ENDED_EARLY: readonly OrderStatus[] = ['CANCELLED', 'EXPIRED'];

/** What the holdings of an order name that is not there yet. */
export function awaitedOf({ holdings }: Pick<Order, 'holdings'>): Holding[] {
  return holdings.flatMap(({ sku, locationId, awaited }) =>
    awaited ? [{ sku, locationId, quantity: awaited.units }] : [],
  );
}

/** What an order waits for: nothing, once it ended. */
export function waitsFor(order: Pick<Order, 'holdings' | 'status'>): Holding[] {
  return ENDED_EARLY.includes(order.status) ? [] : awaitedOf(order);
}

/** True when nothing of an order is left to ship, now or later. */
export function isAllGone(order: Pick<Order, 'holdings' | 'shipments'>): boolean {
  return leftToShip(order).length === 0 && awaitedOf(order).length === 0;
}

function arrived(holding: Holding, units: number): Holding {
  const { awaited, quantity, ...place } = holding;
  const rest = (awaited?.units ?? 0) - units;
  return {
    ...place,
    quantity: quantity + units,
    ...(awaited && rest > 0 ? { awaited: { ...awaited, units: rest } } : {}),
  };
}

/** The order after units that it awaited at a place are there and held like any other. */
export function fulfilled(order: Order, { sku, locationId, quantity }: Holding): Order {
  const isIt = (holding: Holding) => holding.awaited && holding.sku === sku && holding.locationId === locationId;
  const holdings = order.holdings.map((holding) => (isIt(holding) ? arrived(holding, quantity) : holding));
  return { ...order, version: order.version + 1, holdings };
}

/** The order after one more part of it left: SHIPPED with the last one, else PAID as before. Throws `orders.illegal-step`, `orders.awaits-group`. */
export function shipPart(order: Order, shipment: OrderShipment, mover: Mover): Order {
  refuseAwaiting(order);
  const shipments = [...(order.shipments ?? []), shipment];
  const next = { ...order, deliveryId: shipment.deliveryId, shipments };
  if (isAllGone(next)) return advance(next, 'SHIPPED', mover);
  const { event, actor, at, correlationId } = mover;
  const notice = { what: 'part shipped', actor, at, correlationId, ...(event ? { event } : {}) };
  return { ...next, version: order.version + 1, notices: [...(order.notices ?? []), notice] };
}

/**
 * The order after one of its deliveries arrived, and whether all have: none is left to ship, and every one arrived. Undefined
 * when that is known or none of its deliveries.
 */
export function arrive(
  order: Order,
  deliveryId: string,
  deliveredAt: string,
): { order: Order; all: boolean } | undefined {
  const { shipments = [], status } = order;
  const isNews = shipments.some((one) => one.deliveryId === deliveryId && one.deliveredAt === undefined);
  if (!isNews) return undefined;
  const now = shipments.map((one) => (one.deliveryId === deliveryId ? { ...one, deliveredAt } : one));
  const all = status === 'SHIPPED' && now.every((one) => one.deliveredAt !== undefined);
  return { order: { ...order, shipments: now }, all };
}
