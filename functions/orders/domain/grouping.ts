import { type Allowance, type HotWant, isBarred, type Joiner } from './admission.ts';

/** What was read of the buyers of a group. */
export interface Standing {
  isWaiting(joiner: Joiner): boolean;
  allowance(joiner: Joiner, want: HotWant): Allowance;
}

/** The buyers of a group: whom the stock decides about, who has had his share, who was decided about before. */
export interface Screened {
  eligible: Joiner[];
  barred: Joiner[];
  settled: Joiner[];
}

/** Who came first goes first; who came in the same moment, by name, so that every try decides alike. */
function inOrder(a: Joiner, b: Joiner): number {
  if (a.joinedAt !== b.joinedAt) return a.joinedAt < b.joinedAt ? -1 : 1;
  return a.pk < b.pk ? -1 : 1;
}

/**
 * Parts a batch into groups to be decided together: by line, first come first, each message once, each customer once in a
 * group (no item is in a transaction twice), and at most `most` buyers.
 */
export function groupsOf(joiners: readonly Joiner[], most: number): Joiner[][] {
  const distinct = [...new Map(joiners.map((joiner) => [joiner.pk, joiner])).values()].sort(inOrder);
  const groups: { line: string; customers: Set<string>; joiners: Joiner[] }[] = [];
  for (const joiner of distinct) {
    const { line, customerId } = joiner;
    const hasRoom = ({ customers }: (typeof groups)[number]) => customers.size < most && !customers.has(customerId);
    let group = groups.find((one) => one.line === line && hasRoom(one));
    if (!group) {
      group = { line, customers: new Set(), joiners: [] };
      groups.push(group);
    }
    group.joiners.push(joiner);
    group.customers.add(customerId);
  }
  return groups.map((group) => group.joiners);
}

/** Looks at each buyer of a group before the stock does. */
export function screen(joiners: readonly Joiner[], standing: Standing): Screened {
  const screened: Screened = { eligible: [], barred: [], settled: [] };
  for (const joiner of joiners) {
    const isOut = joiner.wants.some((want) => isBarred(want, standing.allowance(joiner, want)));
    const where = !standing.isWaiting(joiner) ? 'settled' : isOut ? 'barred' : 'eligible';
    screened[where].push(joiner);
  }
  return screened;
}
