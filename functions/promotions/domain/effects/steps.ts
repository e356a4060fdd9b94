import { percentOf } from '../../../../shared/kernel/money.ts';
import type { Effects, Tier } from '../promotion.ts';
import { type Look, NOTHING, type Offer, type Shortfall, spentOn, unitsOn } from './look.ts';

/** What one step takes of so much spent on so many units. */
function takenBy(tier: Tier, repeat: boolean, spent: number, units: number): number {
  const times = tier.spend === undefined ? units / (tier.quantity ?? 1) : spent / tier.spend;
  if (times < 1) return 0;
  if (tier.percent !== undefined) return percentOf(spent, tier.percent);
  return Math.min(spent, (tier.off ?? 0) * (repeat ? Math.floor(times) : 1));
}

/** What the best step takes of so much spent on so many units. */
export function bestStep({ tiers, repeat = false }: Effects['threshold-off'], spent: number, units: number): number {
  let most = 0;
  for (const tier of tiers) most = Math.max(most, takenBy(tier, repeat, spent, units));
  return most;
}

/** 满减. */
export function thresholdOff(effect: Effects['threshold-off'], look: Look): Offer {
  return { amount: bestStep(effect, spentOn(look), unitsOn(look)) };
}

/** The next value above `has` at which a step is reached, or reached once more. */
function nextStep(steps: readonly number[], repeat: boolean, has: number): number | undefined {
  const next = steps.find((step) => step > has);
  const last = repeat ? steps.at(-1) : undefined;
  return next ?? (last && (Math.floor(has / last) + 1) * last);
}

const given = (value: number | undefined) => value !== undefined;

/** How much more must be bought until a threshold takes more than it does now. */
export function missingToStep({ tiers, repeat = false }: Effects['threshold-off'], look: Look): Shortfall | undefined {
  const spends = tiers.map(({ spend }) => spend).filter(given) as number[];
  const quantities = tiers.map(({ quantity }) => quantity).filter(given) as number[];
  const unit = spends.length > 0 ? 'minor' : 'items';
  const has = unit === 'minor' ? spentOn(look) : unitsOn(look);
  const target = nextStep(unit === 'minor' ? spends : quantities, repeat, has);
  return target === undefined ? undefined : { missing: target - has, unit };
}

interface Entry {
  spend?: number;
  quantity?: number;
}

/** What is missing to a single step. */
export function missingToEntry({ spend = 0, quantity = 0 }: Entry, look: Look): Shortfall | undefined {
  const [money, units] = [spend - spentOn(look), quantity - unitsOn(look)];
  if (money > 0) return { missing: money, unit: 'minor' };
  return units > 0 ? { missing: units, unit: 'items' } : undefined;
}

/** Something that is no money, given from a step on. */
const from =
  (gives: NonNullable<Offer['gives']>) =>
  (entry: Entry, look: Look): Offer =>
    missingToEntry(entry, look) ? NOTHING : { amount: 0, gives };

/** Free units of other goods. */
export const gift = from('gift');

/** 包邮. */
export const freeShipping = from('free-shipping');

/** More points; there is no step to reach. */
export const pointsMultiplier = (_effect: Effects['points-multiplier']): Offer => ({ amount: 0, gives: 'points' });
