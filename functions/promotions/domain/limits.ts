import type { Candidate } from './candidates.ts';
import type { Used } from './cart.ts';
import type { Compiled } from './compile.ts';
import type { Option } from './solve/case.ts';

/** What is known of the use of limited promotions, by promotion id; unknown ones count as not used. */
export type Counters = ReadonlyMap<string, Used>;

const UNUSED: Used = { uses: 0, spent: 0, byCustomer: 0 };

function usesLeft({ limits: { totalUses = Infinity, perCustomer = Infinity } = {} }: Compiled, used: Used): number {
  return Math.min(totalUses - used.uses, perCustomer - used.byCustomer);
}

function moneyLeft({ limits: { budget = Infinity } = {} }: Compiled, { spent, left = Infinity }: Used): number {
  return Math.min(budget - spent, left);
}

function unitsLeft({ rule: { quota } }: Compiled, { units = 0, unitsByCustomer = 0 }: Used): number {
  return quota ? Math.min(quota.total - units, quota.perCustomer - unitsByCustomer) : Infinity;
}

/** Why a promotion is used up, if it is. */
function exhaustion(promotion: Compiled, used: Used): 'coupon-used' | 'budget-gone' | undefined {
  if (usesLeft(promotion, used) <= 0) return promotion.needsCoupon ? 'coupon-used' : 'budget-gone';
  return moneyLeft(promotion, used) <= 0 || unitsLeft(promotion, used) <= 0 ? 'budget-gone' : undefined;
}

const freely = ({ promotion, at }: Candidate, index: number): Option => ({
  index,
  promotion,
  at,
  money: Infinity,
  unitsLeft: Infinity,
  isCut: false,
});

/** The candidates as options for the solver, within what their limits leave, and those that are used up. */
export function withinLimits(candidates: readonly Candidate[], counters: Counters) {
  const options: Option[] = [];
  const gone: { option: Option; why: 'coupon-used' | 'budget-gone' }[] = [];
  candidates.forEach((candidate, index) => {
    const { promotion } = candidate;
    const free = freely(candidate, index);
    if (!promotion.limits && !promotion.rule.quota) {
      options.push(free);
      return;
    }
    const used = counters.get(promotion.promotionId) ?? UNUSED;
    const why = exhaustion(promotion, used);
    if (why) gone.push({ option: free, why });
    else {
      const left = { money: moneyLeft(promotion, used), unitsLeft: unitsLeft(promotion, used) };
      options.push({ ...free, ...left, isCut: promotion.limits?.onExhaustion === 'cap' });
    }
  });
  return { options, gone };
}

/** The same option as if nothing of it had been used. */
export function unlimited(option: Option): Option {
  return { ...option, money: Infinity, unitsLeft: Infinity };
}
