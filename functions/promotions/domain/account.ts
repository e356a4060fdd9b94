import { splitByLargestRemainder } from '../../../shared/kernel/money.ts';
import type { Instant } from '../../../shared/kernel/time.ts';
import type { Definition, Limits } from './promotion.ts';

/**
 * What a promotion may give in all lies in an account, split over shards so that buyers do not wait for each other. A shard
 * counts down: what is left, what orders hold, what is spent. Nothing is ever given that is not left in one shard.
 */
export const MEASURES = ['money', 'uses', 'units'] as const;

/** Minor units of discounts, orders that use the promotion, units sold at its price. */
export type Measure = (typeof MEASURES)[number];

/** An amount of each measure that matters. */
export type Amounts = Partial<Record<Measure, number>>;

/** What a shard has left. A measure that is not limited is absent. */
export type Shard = Amounts;

/** One use as its account sees it. */
export interface Taking extends Granting {
  amount: number;
  units?: number;
}

/** What decides how much an account grants: limits, and the quota of what is sold by the unit. */
export interface Granting {
  limits?: Limits;
  quota?: { total: number };
}

/** As many shards as an account has that many buyers draw on at once. */
export const SHARDS = 16;

/** A shard of less than this would be short for single orders all the time, and so few orders do not meet. */
const LEAST_SHARED: Record<Measure, number> = { money: 1_000_000, uses: 1_600, units: 1_600 };

/** What is granted in all. Empty where nothing is limited for all buyers together. */
export function grantOf({ limits = {}, quota }: Granting): Amounts {
  const grant = { money: limits.budget, uses: limits.totalUses, units: quota?.total };
  return Object.fromEntries(Object.entries(grant).filter(([, amount]) => amount !== undefined));
}

const limitedIn = (amounts: Amounts): Measure[] => MEASURES.filter((measure) => amounts[measure] !== undefined);

/** What of a promotion decides about its account. */
export function grantingOf({ kind, effect, limits }: Definition): Granting {
  return { limits, ...(kind === 'flash-sale' ? { quota: { total: effect.quota } } : {}) };
}

/** How many shards a grant is split over: none, one, or all where every part of it is large. */
export function shardsFor(grant: Amounts): number {
  const limited = limitedIn(grant);
  if (limited.length === 0) return 0;
  return limited.every((measure) => (grant[measure] ?? 0) >= LEAST_SHARED[measure]) ? SHARDS : 1;
}

const HOUR_MS = 3_600_000;

/**
 * Pacing: how much of a budget is not to be given yet. Each hour from `validFrom` on releases `hourly`; what one hour leaves is
 * there in the next, what is given back is there again.
 */
export function heldBack({ budget = 0, hourly }: Limits, validFrom: Instant, now: Instant): number {
  if (hourly === undefined) return 0;
  const hours = Math.floor((Date.parse(now) - Date.parse(validFrom)) / HOUR_MS) + 1;
  return Math.max(0, budget - Math.max(0, hours) * hourly);
}

/** Each shard keeps its part of what is held back. */
const keptIn = (reserve: number, shards: number): number => Math.ceil(reserve / shards);

/** What one use takes of an account. */
export function wantOf({ amount, units = 0 }: Taking): Required<Amounts> {
  return { money: amount, uses: 1, units };
}

const floorOf = (measure: Measure, reserve: number, shards: number) =>
  measure === 'money' ? keptIn(reserve, shards) : 0;

/** What a shard must have of each limited measure so that it can give `want`. */
export function neededFor(want: Amounts, grant: Amounts, shards: number, reserve = 0): Amounts {
  return Object.fromEntries(
    limitedIn(grant).map((measure) => [measure, (want[measure] ?? 0) + floorOf(measure, reserve, shards)]),
  );
}

const totalOf = (shards: readonly Shard[], measure: Measure) =>
  shards.reduce((sum, shard) => sum + (shard[measure] ?? 0), 0);

/** What all shards together can give now. */
export function availableIn(shards: readonly Shard[], reserve = 0): Amounts {
  const [first = {}] = shards;
  const free = (measure: Measure) => {
    const kept = floorOf(measure, reserve, shards.length);
    const above = shards.reduce((all, shard) => all + Math.max(0, (shard[measure] ?? 0) - kept), 0);
    // Where a shard lies below its part of the reserve (a lower rate was published), the others keep it too.
    const overall = totalOf(shards, measure) - (measure === 'money' ? reserve : 0);
    return Math.max(0, Math.min(above, overall));
  };
  return Object.fromEntries(limitedIn(first).map((measure) => [measure, free(measure)]));
}

const covers = (shard: Shard, needed: Amounts): boolean =>
  limitedIn(needed).every((measure) => (shard[measure] ?? 0) >= (needed[measure] ?? 0));

/** The first shard from `start` on, around, that has what is needed; undefined when none has it alone. */
export function shardWith(shards: readonly Shard[], needed: Amounts, start: number): number | undefined {
  const order = shards.map((_, step) => (start + step) % shards.length);
  return order.find((index) => covers(shards[index] ?? {}, needed));
}

/** By how much each shard's rest changes. */
export type Moves = Amounts[];

function movesTo(shards: readonly Shard[], wanted: (measure: Measure) => number[], measures: Measure[]): Moves {
  const targets = new Map(measures.map((measure) => [measure, wanted(measure)]));
  return shards.map((shard, index) =>
    Object.fromEntries(
      measures
        .map((measure) => [measure, (targets.get(measure)?.[index] ?? 0) - (shard[measure] ?? 0)] as const)
        .filter(([, change]) => change !== 0),
    ),
  );
}

/** Everything that is free moves into one shard; each of the others keeps its part of what is held back. */
export function gathered(shards: readonly Shard[], target: number, reserve = 0): Moves {
  const measures = limitedIn(shards[target] ?? {});
  return movesTo(
    shards,
    (measure) => {
      const kept = shards.map((shard) => Math.min(shard[measure] ?? 0, floorOf(measure, reserve, shards.length)));
      const others = kept.reduce((sum, part, index) => (index === target ? sum : sum + part), 0);
      return kept.map((part, index) => (index === target ? totalOf(shards, measure) - others : part));
    },
    measures,
  );
}

/**
 * The same rest, and what a new grant adds to it, in even parts over the first `count` shards. What a lower grant takes beyond
 * what is left is missing in the first shard: nothing is given until so much came back.
 */
export function levelled(shards: readonly Shard[], granted: Amounts, added: Amounts, count: number): Moves {
  return movesTo(
    shards,
    (measure) => {
      const total = totalOf(shards, measure) + (added[measure] ?? 0);
      const parts = splitByLargestRemainder(Math.max(0, total), Array(count).fill(1));
      if (total < 0) parts[0] = total;
      return shards.map((_, index) => parts[index] ?? 0);
    },
    limitedIn(granted),
  );
}

/**
 * True when the fullest and the emptiest of the first `count` shards are so far apart that single orders may find theirs short,
 * or when something lies in the others, where no order looks: there were more while more was granted.
 */
export function isUneven(shards: readonly Shard[], count: number): boolean {
  return limitedIn(shards[0] ?? {}).some((measure) => {
    const rests = shards.map((shard) => shard[measure] ?? 0);
    const shared = rests.slice(0, count);
    return rests.slice(count).some((rest) => rest > 0) || Math.max(...shared) > 2 * Math.min(...shared) + count;
  });
}
