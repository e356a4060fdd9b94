import type { Commit, Invariant, View } from '../contract.ts';
import { type OrderDoc, placeOf, type Units } from './shapes.ts';
import { type Plain, seenAt } from './stored.ts';
import { itemAt } from './tables.ts';

const HOLDING = new Set(['RESERVED', 'CHARGING', 'PAID']);

/** What an order still holds. A large order's goods that are on their way out or back stand in its notes of work. */
function heldBy(item: Plain | undefined): readonly Units[] {
  const order = item?.order as OrderDoc | undefined;
  return order && HOLDING.has(order.status) ? order.holdings : [];
}

const notedIn = (item: Plain | undefined) => (item?.holdings ?? []) as readonly Units[];

/** 3: what is reserved is what orders in hand hold, to the unit. */
export function holdsBacked(): Invariant {
  const backed = new Map<string, number>();

  function move(units: readonly Units[], sign: 1 | -1, touched: Map<string, Units>): void {
    for (const held of units) {
      const place = placeOf(held);
      backed.set(place, (backed.get(place) ?? 0) + sign * held.quantity);
      touched.set(place, held);
    }
  }

  return {
    id: '3',
    name: 'holds are backed',
    onCommit(commit: Commit, view: View) {
      const touched = new Map<string, Units>();
      for (const { before, after } of seenAt(commit, 'orders', 'ORDER#', 'ORDER')) {
        move(heldBy(before), -1, touched);
        move(heldBy(after), 1, touched);
      }
      for (const { before, after } of seenAt(commit, 'orders', 'ORDER#', 'WORK#')) {
        move(notedIn(before), -1, touched);
        move(notedIn(after), 1, touched);
      }
      for (const { after } of seenAt(commit, 'inventory', 'STOCK#', 'AT#')) {
        if (after) touched.set(placeOf(after as unknown as Units), after as unknown as Units);
      }
      for (const [place, { sku, locationId }] of touched) {
        const reserved = Number(itemAt(view, 'inventory', `STOCK#${sku}`, `AT#${locationId}`)?.reserved ?? 0);
        const held = backed.get(place) ?? 0;
        if (reserved !== held) return `${place}: ${reserved} reserved, orders hold ${held}`;
      }
      return undefined;
    },
  };
}
