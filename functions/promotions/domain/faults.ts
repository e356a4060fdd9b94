import type { ErrorAt } from '../../../shared/kernel/errors.ts';
import type { Definition, Tier } from './promotion.ts';

const has = (value: unknown) => value !== undefined;

const isOne = (a: unknown, b: unknown) => has(a) !== has(b);

const doesNotRise = (from: number | undefined, to: number | undefined) =>
  from !== undefined && to !== undefined && to <= from;

/** What is wrong with one step, and with it after the step before. */
function tierFaults(tier: Tier, before: Tier | undefined, at: string): ErrorAt[] {
  const measure = has(tier.spend) ? 'spend' : 'quantity';
  const gain = has(tier.off) ? 'off' : 'percent';
  const checks: [fault: boolean, path: string, code: string][] = [
    [!isOne(tier.spend, tier.quantity), at, 'one-of-spend-quantity'],
    [!isOne(tier.off, tier.percent), at, 'one-of-off-percent'],
    [before !== undefined && !has(before[measure]), `${at}.${measure}`, 'measures-mixed'],
    [doesNotRise(before?.[measure], tier[measure]), `${at}.${measure}`, 'not-ascending'],
    [doesNotRise(before?.[gain], tier[gain]), `${at}.${gain}`, 'not-ascending'],
  ];
  return checks.filter(([fault]) => fault).map(([, path, code]) => ({ path, code }));
}

function effectFaults(definition: Definition): ErrorAt[] {
  if (definition.kind !== 'threshold-off') return [];
  const { tiers, repeat } = definition.effect;
  const faults = tiers.flatMap((tier, index) => tierFaults(tier, tiers[index - 1], `effect.tiers.${index}`));
  // A percentage of the whole cannot be taken twice.
  const unrepeatable = repeat && tiers.some(({ percent }) => has(percent));
  return unrepeatable ? [...faults, { path: 'effect.repeat', code: 'repeats-percent' }] : faults;
}

/** Who shares a discount is named once, and nobody pays for more than there is. */
function funderFaults({ funders = [] }: Definition): ErrorAt[] {
  const tenths = funders.reduce((sum, { percent }) => sum + Math.round(percent * 10), 0);
  const names = new Set(funders.map(({ funder }) => funder));
  const checks: [fault: boolean, code: string][] = [
    [tenths > 1_000, 'more-than-all'],
    [names.size < funders.length, 'named-twice'],
  ];
  return checks.filter(([fault]) => fault).map(([, code]) => ({ path: 'funders', code }));
}

/** What is wrong with a promotion that its schema cannot see: each place with a code, none when it may be kept. */
export function faultsOf(definition: Definition): ErrorAt[] {
  const { validFrom, validTo, dailyWindow, layer, coupon } = definition;
  const faults = effectFaults(definition);
  if (validTo <= validFrom) faults.push({ path: 'validTo', code: 'end-before-start' });
  if (dailyWindow && dailyWindow.from === dailyWindow.to) faults.push({ path: 'dailyWindow.to', code: 'empty-window' });
  faults.push(...funderFaults(definition));
  if (layer === 'coupon' && !coupon) faults.push({ path: 'coupon', code: 'required-in-coupon-layer' });
  return faults;
}
