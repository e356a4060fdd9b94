import { roundHalfUp } from '../../../shared/kernel/money.ts';
import type { Instant } from '../../../shared/kernel/time.ts';
import { daysBefore } from './history.ts';

/** A price that somebody saw at a competitor's. Amounts in minor units of the shop's currency. */
export interface Observation {
  sku: string;
  competitor: string;
  price: number;
  observedAt: Instant;
  source?: string;
}

/** What is known of the market for one SKU: the newest price of each competitor. */
export interface Market {
  sku: string;
  latest: Record<string, { price: number; observedAt: Instant }>;
  /** Somebody was told that the shop is too dear, and nothing changed since. */
  alerted?: boolean;
  version: number;
}

/** How far and how long prices are compared where the shop's guards say nothing of it: nobody is told then. */
export const DEFAULT_PARITY = { percent: 0, maxAgeDays: 14 };

/** How many competitors a SKU is compared with at most: the newest ones stay. */
export const MOST_COMPETITORS = 100;

/** A market with more observations: of each competitor the newest counts, whatever their order. */
export function withObservations(market: Market, observations: readonly Observation[]): Market {
  const latest = { ...market.latest };
  for (const { competitor, price, observedAt } of observations) {
    const known = latest[competitor];
    if (!known || isNewer({ price, observedAt }, known)) latest[competitor] = { price, observedAt };
  }
  const newest = Object.entries(latest).sort(([, a], [, b]) => (a.observedAt < b.observedAt ? 1 : -1));
  return { ...market, latest: Object.fromEntries(newest.slice(0, MOST_COMPETITORS)), version: market.version + 1 };
}

type Seen = Market['latest'][string];

/** Two prices of one instant: the lower one counts, so that the order of arrival does not. */
function isNewer(a: Seen, b: Seen): boolean {
  return a.observedAt === b.observedAt ? a.price < b.price : a.observedAt > b.observedAt;
}

/** The prices of a market that are not older than so many days, with their evidence. */
export function freshOf({ latest }: Pick<Market, 'latest'>, maxAgeDays: number, now: Instant) {
  const oldest = daysBefore(now, maxAgeDays);
  return Object.entries(latest)
    .map(([competitor, seen]) => ({ competitor, ...seen }))
    .filter(({ observedAt }) => observedAt >= oldest && observedAt <= now)
    .sort((a, b) => a.price - b.price || (a.competitor < b.competitor ? -1 : 1));
}

/** The middle of some prices; of an even number the middle of the two in the middle. Undefined of none. */
export function medianOf(prices: readonly number[]): number | undefined {
  const sorted = prices.toSorted((a, b) => a - b);
  const [low, high] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  return low === undefined || high === undefined ? undefined : roundHalfUp(BigInt(low + high), 2n);
}

/** How the shop's price stands against the market. */
export interface Parity {
  sku: string;
  ours: number;
  market: number;
  lowest: number;
  competitors: number;
  /** Tenths of a percent that the shop is above the market; negative below it. */
  gap: number;
  breached: boolean;
}

/** How a price stands against the fresh prices of a market; undefined where there are none. */
export function parityOf(
  market: Pick<Market, 'sku' | 'latest'>,
  ours: number,
  { percent, maxAgeDays }: { percent: number; maxAgeDays: number },
  now: Instant,
): Parity | undefined {
  const prices = freshOf(market, maxAgeDays, now).map(({ price }) => price);
  const [middle, lowest] = [medianOf(prices), prices[0]];
  if (middle === undefined || lowest === undefined || middle === 0) return undefined;
  const gap = roundHalfUp(BigInt(ours - middle) * 1000n, BigInt(middle));
  const breached = BigInt(ours - middle) * 1000n > BigInt(Math.round(percent * 10)) * BigInt(middle);
  return { sku: market.sku, ours, market: middle, lowest, competitors: prices.length, gap, breached };
}

/** The widest gaps first; of the same the SKU decides. */
export function byGap(a: Parity, b: Parity): number {
  return b.gap - a.gap || (a.sku < b.sku ? -1 : 1);
}

/** A market with whether somebody was told; `told` where somebody is to be told now. */
export function assess(
  market: Market,
  ours: number | undefined,
  rule: { percent: number; maxAgeDays: number } | undefined,
  now: Instant,
): { market: Market; told?: Parity } {
  const parity = rule && ours !== undefined ? parityOf(market, ours, rule, now) : undefined;
  const alerted = parity?.breached ?? false;
  const { alerted: before = false, ...rest } = market;
  return { market: { ...rest, ...(alerted && { alerted }) }, ...(parity && alerted && !before && { told: parity }) };
}

/** As many observations as fit into one commit, with the markets they belong to and an alert; each is in once. */
const MOST_ACTIONS = 95;

/** Observations in parcels of one commit each. What is told twice in a batch counts once, its first time. */
export function parcelsOf(observations: readonly Observation[]): Observation[][] {
  const nameOf = ({ sku, competitor, observedAt }: Observation) => JSON.stringify([sku, competitor, observedAt]);
  const distinct = new Map(observations.toReversed().map((each) => [nameOf(each), each]));
  const parcels: Observation[][] = [];
  let skus = new Set<string>();
  for (const each of [...distinct.values()].sort(bySku)) {
    const parcel = parcels.at(-1);
    const room = MOST_ACTIONS - skus.size - (parcel?.length ?? MOST_ACTIONS);
    if (parcel && room >= 2) parcel.push(each);
    else {
      parcels.push([each]);
      skus = new Set();
    }
    skus.add(each.sku);
  }
  return parcels;
}

const bySku = (a: Observation, b: Observation) => (a.sku < b.sku ? -1 : a.sku > b.sku ? 1 : 0);
