import type { Commit, Invariant, View } from '../contract.ts';
import { placeOf, type Units } from './shapes.ts';
import { type Plain, type Seen, seenAt } from './stored.ts';
import { itemAt } from './tables.ts';

type Counts = Readonly<Record<string, number>>;

/** The movements of a SKU at a location so far, and their sum. */
interface Sum {
  by: Record<string, number>;
  movements: number;
}

const COUNTERS = ['onHand', 'reserved', 'available', 'safety', 'damaged', 'short', 'incoming', 'awaited'];

/** What each cause may move, and which way; other causes move what they say. */
const MOVES: Readonly<Record<string, { up?: readonly string[]; down?: readonly string[] }>> = {
  held: { up: ['reserved', 'awaited'], down: ['available', 'pool'] },
  fulfilled: { up: ['reserved'], down: ['available', 'awaited'] },
  released: { up: ['available', 'pool'], down: ['reserved', 'awaited'] },
  shipped: { down: ['onHand', 'reserved'] },
  returned: { up: ['onHand', 'available', 'damaged'] },
};

/** What may say that nothing moved: a setting that stays, a count that is right. */
const ARRANGES = new Set(['arranged', 'counted', 'count']);

function causeFault(cause: string, by: Counts): string | undefined {
  const moves = MOVES[cause];
  const wrong =
    moves &&
    Object.entries(by).find(([counter, units]) => {
      const name = counter.startsWith('pool-') ? 'pool' : counter;
      return units !== 0 && !(units > 0 ? moves.up : moves.down)?.includes(name);
    });
  return wrong && `${cause} moved ${wrong[0]} by ${wrong[1]}`;
}

function compare(place: string, level: Plain, sum: Sum | undefined): string | undefined {
  const names = new Set([
    ...COUNTERS,
    ...Object.keys(sum?.by ?? {}),
    ...Object.keys(level).filter((name) => name.startsWith('pool-')),
  ]);
  for (const counter of names) {
    const [stands, told] = [Number(level[counter] ?? 0), sum?.by[counter] ?? 0];
    if (stands !== told) return `${place}: ${counter} is ${stands}, the ledger says ${told}`;
  }
  const movements = sum?.movements ?? 0;
  return level.version === movements ? undefined : `${place}: ${level.version} movements, the ledger has ${movements}`;
}

/** 2: every number of the stock is the sum of the append-only ledger. */
export function stockConserved(): Invariant {
  const sums = new Map<string, Sum>();

  function takeEntry({ pk, sk, before, after }: Seen): string | undefined {
    if (before || !after) return `the ledger's entry ${pk} ${sk} was changed after it was written`;
    const place = placeOf(after as unknown as Units);
    const sum = sums.get(place) ?? { by: {}, movements: 0 };
    for (const [counter, units] of Object.entries(after.by as Counts)) {
      sum.by[counter] = (sum.by[counter] ?? 0) + units;
    }
    sum.movements += 1;
    sums.set(place, sum);
    const cause = String(after.cause);
    const isNothing = !ARRANGES.has(cause) && Object.values(after.by as Counts).every((units) => units === 0);
    const fault = isNothing ? `${cause} moved nothing` : causeFault(cause, after.by as Counts);
    return fault && `${place}: ${fault}`;
  }

  return {
    id: '2',
    name: 'stock is conserved',
    onCommit(commit: Commit, view: View) {
      const touched = new Map<string, Units>();
      for (const { after } of seenAt(commit, 'inventory', 'STOCK#', 'AT#')) {
        if (after) touched.set(placeOf(after as unknown as Units), after as unknown as Units);
      }
      for (const entry of seenAt(commit, 'inventory', 'LEDGER#')) {
        const fault = takeEntry(entry);
        if (fault) return fault;
        touched.set(placeOf(entry.after as unknown as Units), entry.after as unknown as Units);
      }
      for (const [place, { sku, locationId }] of touched) {
        const level = itemAt(view, 'inventory', `STOCK#${sku}`, `AT#${locationId}`) ?? {};
        const fault = compare(place, level, sums.get(place));
        if (fault) return fault;
      }
      return undefined;
    },
  };
}
