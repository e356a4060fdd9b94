import type { Commit, Invariant, View } from '../contract.ts';
import { placeOf } from './shapes.ts';
import { type Seen, seenAt } from './stored.ts';
import { itemAt } from './tables.ts';

const COUNTERS = ['onHand', 'reserved', 'safety', 'damaged'] as const;
type Counter = (typeof COUNTERS)[number];
type Deltas = Partial<Record<Counter, number>>;

/** An entry's change of a SKU: a number is of what is on hand. */
function deltasOf(change: unknown): Deltas {
  return typeof change === 'number' ? { onHand: change } : ((change ?? {}) as Deltas);
}

const locationOf = (pk: string) => pk.split('#').slice(1, -1).join('#');

/** 2: what is on hand is the sum of the append-only ledger, and so is every other counter that the ledger tells of. */
export function stockConserved(): Invariant {
  const sums = new Map<string, Deltas>();
  const told = new Set<Counter>(['onHand']);

  function add(place: string, deltas: Deltas): void {
    const sum = sums.get(place) ?? {};
    for (const counter of COUNTERS) {
      const delta = deltas[counter];
      if (delta === undefined) continue;
      told.add(counter);
      sum[counter] = (sum[counter] ?? 0) + delta;
    }
    sums.set(place, sum);
  }

  function takeEntry({ pk, sk, before, after }: Seen, touched: Map<string, [string, string]>): string | undefined {
    if (before) return `the ledger's entry ${pk} ${sk} was changed after it was written`;
    const locationId = String(after?.locationId ?? locationOf(pk));
    const changes = after?.by ? { [String(after.sku)]: after.by } : after?.changes;
    for (const [sku, change] of Object.entries((changes ?? {}) as Record<string, unknown>)) {
      add(placeOf({ sku, locationId }), deltasOf(change));
      touched.set(placeOf({ sku, locationId }), [sku, locationId]);
    }
    return undefined;
  }

  function compare(place: string, [sku, locationId]: [string, string], view: View): string | undefined {
    const level = itemAt(view, 'inventory', `STOCK#${sku}`, `AT#${locationId}`) ?? {};
    for (const counter of told) {
      const [stands, sum] = [Number(level[counter] ?? 0), sums.get(place)?.[counter] ?? 0];
      if (stands !== sum) return `${place}: ${counter} is ${stands}, the ledger says ${sum}`;
    }
    return undefined;
  }

  return {
    id: '2',
    name: 'stock is conserved',
    onCommit(commit: Commit, view: View) {
      const touched = new Map<string, [string, string]>();
      for (const { after } of seenAt(commit, 'inventory', 'STOCK#', 'AT#')) {
        const [sku, locationId] = [String(after?.sku), String(after?.locationId)];
        touched.set(placeOf({ sku, locationId }), [sku, locationId]);
      }
      for (const entry of seenAt(commit, 'inventory', 'LEDGER#')) {
        const fault = takeEntry(entry, touched);
        if (fault) return fault;
      }
      for (const [place, names] of touched) {
        const fault = compare(place, names, view);
        if (fault) return fault;
      }
      return undefined;
    },
  };
}
