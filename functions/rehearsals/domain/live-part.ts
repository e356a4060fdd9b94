import { MOST_EVIDENCE } from './tally.ts';

/** An order whose price comes out otherwise than it is stored. Amounts in minor units. */
export interface Difference {
  orderId: string;
  placedAt: string;
  stored: number;
  replayed: number;
}

/** What one step of a replay of the live rules found. */
export interface LivePart {
  orders: number;
  equal: number;
  /** Of the equal ones: priced elsewhere, so that what was told is the rule. */
  elsewhere: number;
  /** Of the equal ones: under the rules of a few seconds before or after, as something went live or ended just then. */
  atTheEdge: number;
  differ: number;
  differences: Difference[];
}

/** Nothing replayed yet. */
export const emptyLivePart = (): LivePart => ({
  ...{ orders: 0, equal: 0, elsewhere: 0, atTheEdge: 0, differ: 0 },
  differences: [],
});

/** What the steps found together, as the report says it. */
export function liveReportOf(parts: readonly LivePart[]) {
  const sum = (of: (part: LivePart) => number) => parts.reduce((total, part) => total + of(part), 0);
  const differ = sum((part) => part.differ);
  return {
    verdict: differ === 0 ? ('green' as const) : ('red' as const),
    orders: sum((part) => part.orders),
    equal: sum((part) => part.equal),
    elsewhere: sum((part) => part.elsewhere),
    atTheEdge: sum((part) => part.atTheEdge),
    differ,
    differences: parts.flatMap(({ differences }) => differences).slice(0, MOST_EVIDENCE),
  };
}
