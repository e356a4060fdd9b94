import type { Commit, Invariant, View } from '../contract.ts';
import { type OrderDoc, placeOf, type StockItem, type Units } from './shapes.ts';
import { type Plain, seenAt } from './stored.ts';
import { itemAt, itemsAt } from './tables.ts';

const HOLDING = new Set(['RESERVED', 'CHARGING', 'PAID']);

interface Hold extends Units {
  /** 1 for what is held, -1 for what of it left already. */
  sign: 1 | -1;
}

const held = (units: readonly Units[], sign: 1 | -1 = 1): Hold[] => units.map((one) => ({ ...one, sign }));

/** What an order still holds. A large order's goods that are on their way out or back stand in its notes of work. */
function heldByOrder(item: Plain | undefined): Hold[] {
  const order = item?.order as OrderDoc | undefined;
  if (!order || !HOLDING.has(order.status)) return [];
  return [
    ...held(order.holdings),
    ...held(
      (order.shipments ?? []).flatMap(({ lines }) => lines),
      -1,
    ),
  ];
}

const heldByNote = (item: Plain | undefined) => held((item?.holdings ?? []) as readonly Units[]);

/** What somebody holds whose turn in line came and whose order is being made. */
const heldInLine = (item: Plain | undefined) => (item?.state === 'held' ? heldByNote(item) : []);

/** Units lie there for everybody, and somebody still waits for some. */
const isHeldBack = ({ available, awaited = 0 }: StockItem) => available > 0 && awaited > 0;

/** 3: what is reserved is what orders in hand hold, to the unit; who waits is served when there is something. */
export function holdsBacked(): Invariant {
  const backed = new Map<string, { reserved: number; awaited: number }>();

  function move(holds: readonly Hold[], direction: 1 | -1, touched: Map<string, Units>): void {
    for (const hold of holds) {
      const place = placeOf(hold);
      const { reserved, awaited } = backed.get(place) ?? { reserved: 0, awaited: 0 };
      const sign = direction * hold.sign;
      backed.set(place, {
        reserved: reserved + sign * hold.quantity,
        awaited: awaited + sign * (hold.awaited?.units ?? 0),
      });
      touched.set(place, hold);
    }
  }

  function take(commit: Commit, touched: Map<string, Units>): void {
    const holders = [
      { seen: seenAt(commit, 'orders', 'ORDER#', 'ORDER'), holds: heldByOrder },
      { seen: seenAt(commit, 'orders', 'ORDER#', 'WORK#'), holds: heldByNote },
      { seen: seenAt(commit, 'orders', 'COMMAND#'), holds: heldInLine },
    ];
    for (const { seen, holds } of holders) {
      for (const { before, after } of seen) {
        move(holds(before), -1, touched);
        move(holds(after), 1, touched);
      }
    }
    for (const { after } of seenAt(commit, 'inventory', 'STOCK#', 'AT#')) {
      if (after) touched.set(placeOf(after as unknown as Units), after as unknown as Units);
    }
  }

  return {
    id: '3',
    name: 'holds are backed',
    onCommit(commit: Commit, view: View) {
      const touched = new Map<string, Units>();
      take(commit, touched);
      for (const [place, { sku, locationId }] of touched) {
        const { reserved = 0, awaited = 0 } = itemAt(view, 'inventory', `STOCK#${sku}`, `AT#${locationId}`) ?? {};
        const holds = backed.get(place) ?? { reserved: 0, awaited: 0 };
        if (reserved !== holds.reserved) return `${place}: ${reserved} reserved, orders hold ${holds.reserved}`;
        if (awaited !== holds.awaited) return `${place}: ${awaited} awaited, orders wait for ${holds.awaited}`;
      }
      return undefined;
    },
    atQuiet(view: View) {
      const levels = itemsAt(view, 'inventory', 'STOCK#', 'AT#') as unknown as StockItem[];
      return levels
        .filter(isHeldBack)
        .map((level) => `${placeOf(level)}: ${level.available} lie there, and ${level.awaited} are waited for`);
    },
  };
}
