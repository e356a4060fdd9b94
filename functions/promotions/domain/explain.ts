import type { Compiled } from './compile.ts';
import type { Refusal } from './refusals.ts';
import { type Case, lookOf, type Option } from './solve/case.ts';
import { type Bid, bidOf, isSomething } from './solve/layer.ts';
import type { Plan } from './solve/plan.ts';
import { combine, exclude, meet } from './solve/relations.ts';
import { replay } from './solve/replay.ts';
import type { Solution } from './solve/search.ts';

/** Why an option was not given: the reason, and what it lost to by how much where it did. */
export interface Reason {
  why: Refusal;
  lostTo?: Compiled;
  by?: number;
}

const isChosen = ({ done: { plan } }: Solution, option: Option) => plan.taken.some((one) => one.option === option);

/** Whether one stands in the way of another: both at once cannot be, or they are after the same lines. */
function isRival(one: Option, other: Option): boolean {
  if (exclude(one, other)) return true;
  const isSameLayer = one.promotion.layerRank === other.promotion.layerRank;
  return isSameLayer && !combine(one, other) && meet(one, other);
}

function worthIn({ taken, gifts, saved, savedBy }: Plan, option: Option): number {
  const own = gifts.filter((gift) => gift.option === option);
  const amount = taken.find((one) => one.option === option)?.amount ?? 0;
  const value = own.reduce((sum, { product, quantity }) => sum + product.unitPrice * quantity, 0);
  return amount + value + (savedBy === option ? saved : 0);
}

/** The member that would give most less, were the other combination taken. */
function mostHurt(chosen: Plan, other: Plan): Option | undefined {
  let found: { option: Option; loss: number } | undefined;
  for (const { option } of chosen.taken) {
    const isOut = !other.taken.some((one) => one.option === option);
    const loss = worthIn(chosen, option) - worthIn(other, option) + (isOut ? 0.5 : 0);
    if (loss > (found?.loss ?? 0)) found = { option, loss };
  }
  return found?.option;
}

/** What the buyer would pay with this option in the place of those that stand in its way. */
function lost({ parts }: Solution, option: Option): Reason {
  const part = parts.find(({ kase }) => kase.layers[option.promotion.layerRank]?.includes(option));
  if (!part) return { why: 'no-effect' };
  const others = part.plan.taken.map((one) => one.option).filter((one) => !isRival(one, option));
  const { plan } = replay(part.kase, [...others, option]);
  if (plan.idle.includes(option)) return { why: 'no-effect' };
  const winner = mostHurt(part.plan, plan);
  const by = Math.max(0, plan.payable - part.plan.payable);
  return { why: 'lost-to-better', ...(winner ? { lostTo: winner.promotion, by } : {}) };
}

function isTooMuch({ option, offer }: Bid): boolean {
  return !option.isCut && offer.amount > option.money;
}

function hasGifts(kase: Case, { promotion }: Option): boolean {
  return promotion.rule.gifts.every(({ sku, quantity }) => {
    const product = kase.gifts.get(sku);
    return product !== undefined && quantity <= (product.available ?? Infinity);
  });
}

/** What is missing until an option would give more, as the combination leaves its lines. */
export function shortfallOf(kase: Case, { done }: Solution, option: Option) {
  const nets = done.starts[option.promotion.layerRank] ?? kase.gross;
  return option.promotion.rule.shortfall(lookOf(kase, option, nets));
}

/** Why an option is not in the best combination; undefined where it is. */
export function reasonOf(kase: Case, solution: Solution, option: Option): Reason | undefined {
  if (isChosen(solution, option)) return undefined;
  const bid = bidOf(kase, option, solution.done.starts[option.promotion.layerRank] ?? kase.gross);
  if (!isSomething(bid)) return { why: shortfallOf(kase, solution, option) ? 'below-threshold' : 'no-effect' };
  if (!hasGifts(kase, option)) return { why: 'gift-gone' };
  if (isTooMuch(bid)) return { why: 'budget-gone' };
  return lost(solution, option);
}
