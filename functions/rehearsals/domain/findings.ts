import { MOST_EVIDENCE, type Part } from './tally.ts';

/** How bad a finding is: red keeps the promotion from going live. */
export type Colour = 'red' | 'amber' | 'green';

/** One thing that was looked at, with what was seen. */
export interface Finding {
  code: string;
  colour: Colour;
  evidence: Record<string, unknown>;
}

/** What the draft would need and what is there. */
export interface Supply {
  sku: string;
  needed: number;
  available: number;
}

/** Everything that the findings are made of. */
export interface Evidence {
  part: Part;
  limits: { budget?: number; totalUses?: number; quota?: number };
  floorPercent: number;
  supply: readonly Supply[];
  gifts: ReadonlySet<string>;
  /** The published promotions were others at the end than at the beginning. */
  liveChanged: boolean;
  worstCase: boolean;
}

type Look = (evidence: Evidence) => { colour: Colour; evidence: Record<string, unknown> };

const worseIf = (bad: boolean, colour: Colour): Colour => (bad ? colour : 'green');

const belowFloor: Look = ({ part: { breachCount, breaches }, floorPercent }) => ({
  colour: worseIf(breachCount > 0, 'red'),
  evidence: { floorPercent, carts: breachCount, worst: breaches },
});

const pairs: Look = ({ part }) => ({ colour: worseIf(part.pairs.length > 0, 'red'), evidence: { pairs: part.pairs } });

const budget: Look = ({ part: { exhaustedAt, given }, limits }) => ({
  colour: worseIf(exhaustedAt !== undefined, 'amber'),
  evidence: { ...limits, given, ...(exhaustedAt ? { exhaustedAt } : {}) },
});

/** A gift that is not there is promised in vain; goods that run out are sold. */
const stock: Look = ({ supply, gifts }) => {
  const short = supply.filter(({ needed, available }) => needed > available);
  const isRed = short.some(({ sku }) => gifts.has(sku));
  return {
    colour: isRed ? 'red' : worseIf(short.length > 0, 'amber'),
    evidence: { skus: short.length, short: short.slice(0, MOST_EVIDENCE) },
  };
};

const displaced: Look = ({ part }) => {
  const rows = Object.entries(part.displaced).map(([promotionId, row]) => ({ promotionId, ...row }));
  const worstFirst = rows.sort((a, b) => b.before - b.after - (a.before - a.after) || b.orders - a.orders);
  return {
    colour: worseIf(rows.length > 0, 'amber'),
    evidence: { promotions: worstFirst.slice(0, MOST_EVIDENCE) },
  };
};

const reach: Look = ({ part: { orders, touched } }) => ({
  colour: worseIf(touched === 0, 'amber'),
  evidence: { orders, touched },
});

const costs: Look = ({ part: { unknownCost, orders } }) => ({
  colour: worseIf(unknownCost > 0, 'amber'),
  evidence: { orders, unknownCost },
});

const steady: Look = ({ liveChanged }) => ({ colour: worseIf(liveChanged, 'amber'), evidence: { liveChanged } });

const tried: Look = ({ worstCase, part: { carts } }) => ({
  colour: worseIf(!worstCase || carts === 0, 'amber'),
  evidence: { worstCase, carts },
});

/** Everything a rehearsal looks at, each under the code it is told by. */
const LOOKS: readonly (readonly [code: string, look: Look])[] = [
  ['rehearsals.below-floor', belowFloor],
  ['rehearsals.arbitrage-pair', pairs],
  ['rehearsals.stock-out', stock],
  ['rehearsals.budget-exhausted', budget],
  ['rehearsals.promotions-cannibalised', displaced],
  ['rehearsals.nothing-touched', reach],
  ['rehearsals.cost-unknown', costs],
  ['rehearsals.no-worst-case', tried],
  ['rehearsals.live-changed', steady],
];

/** All findings, the green ones too: what was looked at and found in order. */
export function findingsOf(evidence: Evidence): Finding[] {
  return LOOKS.map(([code, look]) => ({ code, ...look(evidence) }));
}

/** The worst colour among the findings. */
export function verdictOf(findings: readonly Finding[]): Colour {
  const colours = new Set(findings.map(({ colour }) => colour));
  if (colours.has('red')) return 'red';
  return colours.has('amber') ? 'amber' : 'green';
}
