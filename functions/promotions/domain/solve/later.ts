import { percentOf } from '../../../../shared/kernel/money.ts';
import { bestStep } from '../effects/steps.ts';
import type { Effects } from '../promotion.ts';
import { type Case, freesShipping, lookOf, type Option } from './case.ts';
import { isSomething } from './layer.ts';
import { exclude, meet } from './relations.ts';

/** What an option of a later layer could still take, seen from lines that can only become cheaper until its turn. */
export interface Prospect {
  option: Option;
  /** It takes no more than this, whatever the layers before it take. */
  most: number;
  /** What it could take of its lines if these came to `low` and not more than `high`, as a fall of the sum below `low`. */
  fall?(low: number, high: number): number;
}

/** How the lines of an earlier group of prospects lie to those of a later one. */
type Lie = 'inside' | 'apart' | 'across';

/** Prospects of one layer of which an order can have one at most, with how the groups before lie to each of them. */
export interface Rivals {
  prospects: readonly Prospect[];
  lies: readonly (readonly Lie[])[];
}

/** Where between `low` and `high` a threshold takes more than just below. */
function stepsBetween({ tiers, repeat = false }: Effects['threshold-off'], low: number, high: number): number[] {
  return tiers.flatMap(({ spend }) => {
    if (spend === undefined) return [];
    const next = repeat && spend <= low ? (Math.floor(low / spend) + 1) * spend : spend;
    return next > low && next <= high ? [next] : [];
  });
}

/**
 * A threshold takes most, seen from `low`, at `low` itself or just where a step is reached: to be there the layers before
 * must leave so much more, which is as much lost for the buyer.
 */
function fallOfSteps(effect: Effects['threshold-off'], units: number, money: number) {
  return (low: number, high: number): number => {
    let most = Math.min(bestStep(effect, low, units), money);
    for (const step of stepsBetween(effect, low, high)) {
      most = Math.max(most, Math.min(bestStep(effect, step, units), money) - (step - low));
    }
    return most;
  };
}

const fallOfPercent =
  ({ percent, cap = Infinity }: Effects['percent-off'], money: number) =>
  (low: number): number =>
    Math.min(percentOf(low, percent), cap, money);

function fallOf(kase: Case, { promotion, at, money }: Option): Prospect['fall'] {
  const { kind, effect } = promotion.rule.terms;
  if (kind === 'percent-off' && promotion.rule.family === 'set' && promotion.layer !== 'item')
    return fallOfPercent(effect, money);
  if (kind !== 'threshold-off') return undefined;
  const units = at.reduce((sum, line) => sum + (kase.lines[line]?.quantity ?? 0), 0);
  return fallOfSteps(effect, units, money);
}

function prospectOf(kase: Case, option: Option, nets: readonly number[]): Prospect | undefined {
  // Not cut to what least prices leave: of cheaper lines others may be the cheapest, with more room.
  const offer = option.promotion.rule.offer(lookOf(kase, option, nets));
  if (!isSomething({ option, offer })) return undefined;
  const fall = fallOf(kase, option);
  return { option, most: Math.min(offer.amount, option.money), ...(fall ? { fall } : {}) };
}

function lieOf(earlier: readonly Prospect[], { option }: Prospect, isSameLayer: boolean): Lie {
  if (!earlier.some((one) => meet(one.option, option))) return 'apart';
  if (isSameLayer) return 'across';
  const lines = new Set(option.at);
  return earlier.every((one) => one.option.at.every((line) => lines.has(line))) ? 'inside' : 'across';
}

function groupsOf(prospects: readonly Prospect[]): Prospect[][] {
  const groups: Prospect[][] = [];
  for (const prospect of prospects) {
    const rivals = groups.find((group) => group.every(({ option }) => exclude(option, prospect.option)));
    if (rivals) rivals.push(prospect);
    else groups.push([prospect]);
  }
  return groups;
}

/** What the layers after `rank` could still take from these nets, where `chosen` are in the order already. */
export function laterOf(
  kase: Case,
  rank: number,
  nets: readonly number[],
  chosen: readonly Option[],
): { rivals: Rivals[]; frees: boolean } {
  const rivals: Rivals[] = [];
  const groups: Prospect[][] = [];
  const ranks: number[] = [];
  let frees = [...chosen, ...(kase.layers[rank] ?? [])].some(freesShipping);
  for (let later = rank + 1; later < kase.layers.length; later += 1) {
    const able = (kase.layers[later] ?? []).filter(
      (option) => kase.isPlain || !chosen.some((one) => exclude(one, option)),
    );
    const prospects = able.map((option) => prospectOf(kase, option, nets)).filter((one) => one !== undefined);
    frees ||= prospects.some(({ option }) => freesShipping(option));
    for (const group of groupsOf(prospects.filter(({ most }) => most > 0))) {
      const lies = group.map((one) => groups.map((earlier, n) => lieOf(earlier, one, ranks[n] === later)));
      rivals.push({ prospects: group, lies });
      groups.push(group);
      ranks.push(later);
    }
  }
  return { rivals, frees };
}
