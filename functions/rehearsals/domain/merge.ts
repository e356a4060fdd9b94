import { emptyPart, type Part, worst, worstPairs } from './tally.ts';

type Numbers = Record<string, number>;

function addNumbers(a: Numbers, b: Numbers): Numbers {
  const sum: Numbers = { ...a };
  for (const [name, value] of Object.entries(b)) sum[name] = (sum[name] ?? 0) + value;
  return sum;
}

function addEach<Row>(a: Record<string, Row>, b: Record<string, Row>): Record<string, Row> {
  const sum: Record<string, Row> = { ...a };
  for (const [name, row] of Object.entries(b)) {
    const known = sum[name];
    sum[name] = known ? (addNumbers(known as Numbers, row as Numbers) as Row) : row;
  }
  return sum;
}

const sum2 = (a: Part['revenue'], b: Part['revenue']) => ({ without: a.without + b.without, with: a.with + b.with });

function merge(a: Part, b: Part): Part {
  const exhaustedAt = a.exhaustedAt ?? b.exhaustedAt;
  return {
    orders: a.orders + b.orders,
    touched: a.touched + b.touched,
    given: a.given + b.given,
    revenue: sum2(a.revenue, b.revenue),
    margin: sum2(a.margin, b.margin),
    unknownCost: a.unknownCost + b.unknownCost,
    days: addEach(a.days, b.days),
    hours: addEach(a.hours, b.hours),
    units: addNumbers(a.units, b.units),
    displaced: addEach(a.displaced, b.displaced),
    breaches: worst([...a.breaches, ...b.breaches]),
    breachCount: a.breachCount + b.breachCount,
    pairs: worstPairs([...a.pairs, ...b.pairs]),
    carts: a.carts + b.carts,
    ...(exhaustedAt ? { exhaustedAt } : {}),
  };
}

/** What the steps found together; they stand in the order of time. */
export function mergeParts(parts: readonly Part[]): Part {
  return parts.reduce(merge, emptyPart());
}
