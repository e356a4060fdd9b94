import { type Fraction, fraction, greatest, least, minus, plus, times } from '../../../shared/kernel/fraction.ts';
import type { LedgerLine } from './ledger.ts';
import type { ReturnPolicy } from './order.ts';

/**
 * What is left of a threshold's discount when some of its goods come back: a function of the goods that are kept.
 *
 * Priced anew, kept goods could cost more than more goods did: who keeps 200 of the 300 that were worth 150 off would owe
 * more than he paid for 300. So kept goods never cost more than a larger basket of the same order: below a step its
 * discount melts by what is missing to the step, instead of vanishing at once. That is what makes each further return
 * worth something (never less than nothing), in whatever order the goods come back.
 */

/** What a step of the threshold looks at on one line, in minor units. */
export interface Basis {
  quantity: number;
  /** What the line cost before this promotion. */
  total: number;
  /** The part of `total` that is kept, and how many units. */
  kept: number;
  keptUnits: number;
  /** The most of each unit's price that the discount may melt by: what the unit cost in the end, and its discount. */
  most: Fraction;
  /** Nothing was taken from the line after this promotion, so the whole of what a unit cost may melt. */
  last: boolean;
}

interface Step {
  /** How much of the measure reaches it, and what it takes then: `off` minor units and `percent` of the goods. */
  at: number;
  off: number;
  percent: Fraction;
  bySpend: boolean;
}

const NONE = fraction(0);
const ALL = fraction(1);

const atLeastNone = (value: Fraction) => greatest(value, NONE);

function sumBy(bases: readonly Basis[], pick: (basis: Basis) => number): number {
  return bases.reduce((sum, basis) => sum + pick(basis), 0);
}

/** Steps that a repeated threshold has at one time: the last full one, the next, and the highest of the whole order. */
function timesOf(kept: number, full: number, at: number, repeat: boolean): number[] {
  const most = repeat ? Math.floor(full / at) : Math.min(1, Math.floor(full / at));
  const reached = Math.floor(kept / at);
  return [...new Set([reached, reached + 1, most].map((count) => Math.min(count, most)))].filter((count) => count > 0);
}

function stepsOf({ tiers, repeat = false }: ReturnPolicy, bases: readonly Basis[]): Step[] {
  return tiers.flatMap(({ spend, quantity, off = 0, percent = 0 }) => {
    const bySpend = spend !== undefined;
    const at = spend ?? quantity ?? 1;
    const measure = bySpend ? [sumBy(bases, (b) => b.kept), sumBy(bases, (b) => b.total)] : unitsOf(bases);
    const share = fraction(Math.round(percent * 10), 1_000n);
    return timesOf(measure[0] ?? 0, measure[1] ?? 0, at, repeat).map((count) => ({
      at: at * count,
      off: off * count,
      percent: share,
      bySpend,
    }));
  });
}

function unitsOf(bases: readonly Basis[]): [kept: number, full: number] {
  return [sumBy(bases, (b) => b.keptUnits), sumBy(bases, (b) => b.quantity)];
}

const dearest = ({ total, quantity }: Basis) => Math.ceil(total / quantity);
const cheapest = ({ total, quantity }: Basis) => Math.floor(total / quantity);

/** What of a line's price may melt with each minor unit of it that is given back. */
function slopeOf(basis: Basis): Fraction {
  return basis.last ? ALL : times(basis.most, fraction(1, dearest(basis)));
}

/** By how much a step's discount melts per missing minor unit (or piece), beside its percentage. */
function meltOf(basis: Basis, percent: Fraction, bySpend: boolean): Fraction {
  const perMinor = minus(slopeOf(basis), percent);
  if (bySpend) return perMinor;
  return basis.last
    ? times(perMinor, fraction(cheapest(basis)))
    : minus(basis.most, times(percent, fraction(dearest(basis))));
}

function takenBy(step: Step, bases: readonly Basis[]): Fraction {
  const [full, kept] = [sumBy(bases, (b) => b.total), sumBy(bases, (b) => b.kept)];
  const [first = ALL, ...others] = bases.map(slopeOf);
  const percent = least(step.percent, first, ...others);
  // Anchored at the whole order: where a percentage may not melt as fast as it grew, the kept goods keep the rest.
  const atFull = plus(fraction(step.off), times(step.percent, fraction(full)));
  const grown = minus(atFull, times(percent, fraction(full - kept)));
  const missing = step.at - (step.bySpend ? kept : unitsOf(bases)[0]);
  if (missing <= 0) return grown;
  const [melt = NONE, ...more] = bases.map((basis) => atLeastNone(meltOf(basis, percent, step.bySpend)));
  return minus(grown, times(least(melt, ...more), fraction(missing)));
}

/** What the threshold gives for what is kept of the lines it was given for. */
export function melted(policy: ReturnPolicy, bases: readonly Basis[]): Fraction {
  const priced = bases.filter(({ total }) => total > 0);
  return greatest(NONE, ...stepsOf(policy, priced).map((step) => takenBy(step, priced)));
}

/** What a promotion took from a line, and what of that belongs to the kept units. */
export interface Took {
  line: LedgerLine;
  amount: number;
  kept: number;
}

/** The discount that the kept units have under a policy; `full` is what the promotion gave the whole order. */
export function discountKept(policy: ReturnPolicy, took: readonly Took[], bases: readonly Basis[]): Fraction {
  const full = fraction(took.reduce((sum, { amount }) => sum + amount, 0));
  const own = fraction(took.reduce((sum, { kept }) => sum + kept, 0));
  const whole = bases.map((basis) => ({ ...basis, kept: basis.total, keptUnits: basis.quantity }));
  // What the steps say of the whole order may differ from what was given by a rounding: that stays as it is.
  const offset = minus(full, melted(policy, whole));
  const anew = atLeastNone(plus(melted(policy, bases), offset));
  if (policy.policy === 'reprice') return anew;
  const floor = policy.cap === undefined ? NONE : minus(own, fraction(policy.cap));
  return atLeastNone(greatest(floor, least(own, anew)));
}
