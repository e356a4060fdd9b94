import { DomainError } from '../../../shared/kernel/errors.ts';
import { notThatMany } from './damage.ts';
import { gain, type Movement } from './movement.ts';
import type { StockLevel } from './stock.ts';

/** Units on their way from one location to another. */
export interface Transfer {
  transferId: string;
  sku: string;
  from: string;
  to: string;
  quantity: number;
  reference: string;
  status: 'in-transit' | 'received';
  received?: number;
}

/** What leaves: only what nobody has a claim on. Throws conflict `inventory.not-that-many`. */
export function dispatch({ sku, locationId, available, awaited = 0 }: StockLevel, quantity: number): Movement {
  if (available - awaited < quantity) throw notThatMany();
  const by = { onHand: -quantity, available: -quantity };
  return { sku, locationId, by, needs: { available: quantity } };
}

/** What is on its way, as the place knows it that it goes to. */
export function expect({ sku, to, quantity }: Transfer): Movement {
  return { sku, locationId: to, by: { incoming: quantity } };
}

/** What arrived, which may be more or less than was sent. */
export function arrive(level: StockLevel, { quantity }: Transfer, received: number): Movement {
  return gain(level, received, { incoming: -quantity });
}

/** Refuses to send units to where they are. Throws invalid `inventory.same-location`. */
export function refuseSamePlace({ from, to }: Pick<Transfer, 'from' | 'to'>): void {
  if (from !== to) return;
  throw new DomainError('invalid', 'inventory.same-location', 'They are there already.', {
    errors: [{ path: 'to', code: 'inventory.same-location' }],
  });
}
