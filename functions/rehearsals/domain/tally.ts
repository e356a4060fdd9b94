import type { Instant } from '../../../shared/kernel/time.ts';
import { isBelow, type Outcome } from './outcome.ts';

/** A cart whose margin falls below the floor through the draft. */
export interface Breach {
  /** The order that it was, or the name of the cart that was made up. */
  cart: string;
  lines: { sku: string; quantity: number }[];
  revenue: number;
  cost: number;
  /** The margin without the draft and with it. */
  without: number;
  with: number;
  promotionIds: string[];
}

/** Two promotions that go below the floor together and do not alone. */
export interface Pair {
  promotionId: string;
  cart: string;
  lines: { sku: string; quantity: number }[];
  /** The margin with both, with the draft alone, with the other alone. */
  both: number;
  draft: number;
  other: number;
}

/** What a live promotion gave without the draft and gives beside it. */
export interface Displaced {
  orders: number;
  before: number;
  after: number;
}

/** What one step found; the steps together are the rehearsal. */
export interface Part {
  orders: number;
  touched: number;
  given: number;
  revenue: { without: number; with: number };
  margin: { without: number; with: number };
  /** Orders with goods whose cost is not known: they are in no margin. */
  unknownCost: number;
  days: Record<string, { orders: number; touched: number; given: number }>;
  hours: Record<string, { touched: number; given: number }>;
  units: Record<string, number>;
  displaced: Record<string, Displaced>;
  breaches: Breach[];
  breachCount: number;
  pairs: Pair[];
  exhaustedAt?: Instant;
  carts: number;
}

/** Nothing found yet. */
export function emptyPart(): Part {
  return {
    ...{ orders: 0, touched: 0, given: 0, unknownCost: 0, breachCount: 0, carts: 0 },
    ...{ revenue: { without: 0, with: 0 }, margin: { without: 0, with: 0 } },
    ...{ days: {}, hours: {}, units: {}, displaced: {}, breaches: [], pairs: [] },
  };
}

/** One order under the live rules, without the draft and beside it. */
export interface Compared {
  orderId: string;
  at: Instant;
  /** On the shop's clock: `YYYY-MM-DD` and `HH`. */
  date: string;
  hour: string;
  lines: { sku: string; quantity: number }[];
  without: Outcome;
  with: Outcome;
  units: [sku: string, units: number][];
  /** The draft had nothing left to give. */
  exhausted: boolean;
}

/** A list of evidence is this long at most: the worst. */
export const MOST_EVIDENCE = 50;

/** The breach of a cart: its margin was good without the draft, and is below the floor with it. */
export function breachOf(
  cart: Pick<Breach, 'cart' | 'lines'>,
  { without, with: beside }: Pick<Compared, 'without' | 'with'>,
  floorPercent: number,
): Breach | undefined {
  if (!isBelow(beside, floorPercent) || isBelow(without, floorPercent)) return undefined;
  const { revenue, cost = 0, margin = 0, given } = beside;
  const promotionIds = [...given.keys()].sort();
  return { ...cart, revenue, cost, without: without.margin ?? 0, with: margin, promotionIds };
}

/** The worst breaches first; a name decides between equals, so that the same carts make the same list. */
export function worst(breaches: readonly Breach[]): Breach[] {
  const order = (a: Breach, b: Breach) => a.with - b.with || (a.cart < b.cart ? -1 : 1);
  return [...breaches].sort(order).slice(0, MOST_EVIDENCE);
}

/** One pair for each other promotion: that with the lowest margin. */
export function worstPairs(pairs: readonly Pair[]): Pair[] {
  const order = (a: Pair, b: Pair) => a.both - b.both || (a.cart < b.cart ? -1 : 1);
  const byOther = Map.groupBy([...pairs].sort(order), ({ promotionId }) => promotionId);
  return [...byOther.values()].flatMap(([first]) => first ?? []).slice(0, MOST_EVIDENCE);
}

function addMargin(part: Part, { without, with: beside }: Compared): void {
  if (without.margin === undefined || beside.margin === undefined) part.unknownCost += 1;
  part.margin.without += without.margin ?? 0;
  part.margin.with += beside.margin ?? 0;
}

function addDisplaced(part: Part, promotionId: string, { without, with: beside }: Compared): void {
  for (const [id, before] of without.given) {
    const after = beside.given.get(id) ?? 0;
    if (id === promotionId || after >= before) continue;
    const known = part.displaced[id] ?? { orders: 0, before: 0, after: 0 };
    part.displaced[id] = { orders: known.orders + 1, before: known.before + before, after: known.after + after };
  }
}

function addTime(part: Part, { date, hour }: Compared, given: number | undefined): void {
  const day = part.days[date] ?? { orders: 0, touched: 0, given: 0 };
  const touched = given === undefined ? 0 : 1;
  part.days[date] = { orders: day.orders + 1, touched: day.touched + touched, given: day.given + (given ?? 0) };
  if (given === undefined) return;
  const known = part.hours[hour] ?? { touched: 0, given: 0 };
  part.hours[hour] = { touched: known.touched + 1, given: known.given + given };
}

/** Adds one replayed order to what a step found. */
export function addOrder(part: Part, compared: Compared, promotionId: string, floorPercent: number): void {
  const { without, with: beside, orderId, lines, units } = compared;
  const given = beside.given.get(promotionId);
  part.orders += 1;
  part.touched += given === undefined ? 0 : 1;
  part.given += given ?? 0;
  part.revenue.without += without.revenue;
  part.revenue.with += beside.revenue;
  addMargin(part, compared);
  addTime(part, compared, given);
  addDisplaced(part, promotionId, compared);
  for (const [sku, count] of units) part.units[sku] = (part.units[sku] ?? 0) + count;
  if (compared.exhausted) part.exhaustedAt ??= compared.at;
  const breach = breachOf({ cart: orderId, lines }, compared, floorPercent);
  if (breach) {
    part.breachCount += 1;
    part.breaches = worst([...part.breaches, breach]);
  }
}
