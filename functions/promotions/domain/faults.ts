import type { ErrorAt } from '../../../shared/kernel/errors.ts';
import type { Definition, Tier } from './promotion.ts';

const has = (value: unknown) => value !== undefined;

function tierFaults(tier: Tier, before: Tier | undefined, at: string): ErrorAt[] {
  const measure = has(tier.spend) ? 'spend' : 'quantity';
  const gain = has(tier.off) ? 'off' : 'percent';
  const faults: ErrorAt[] = [];
  if (has(tier.spend) === has(tier.quantity)) faults.push({ path: at, code: 'one-of-spend-quantity' });
  if (has(tier.off) === has(tier.percent)) faults.push({ path: at, code: 'one-of-off-percent' });
  if (before && !has(before[measure])) faults.push({ path: `${at}.${measure}`, code: 'measures-mixed' });
  if (before && (before[measure] ?? 0) >= (tier[measure] ?? 0))
    faults.push({ path: `${at}.${measure}`, code: 'not-ascending' });
  if (has(before?.[gain]) && (before?.[gain] ?? 0) >= (tier[gain] ?? 0))
    faults.push({ path: `${at}.${gain}`, code: 'not-ascending' });
  return faults;
}

function effectFaults(definition: Definition): ErrorAt[] {
  if (definition.kind !== 'threshold-off') return [];
  const { tiers, repeat } = definition.effect;
  const faults = tiers.flatMap((tier, index) => tierFaults(tier, tiers[index - 1], `effect.tiers.${index}`));
  // A percentage of the whole cannot be taken twice.
  const unrepeatable = repeat && tiers.some(({ percent }) => has(percent));
  return unrepeatable ? [...faults, { path: 'effect.repeat', code: 'repeats-percent' }] : faults;
}

/** What is wrong with a promotion that its schema cannot see: each place with a code, none when it may be kept. */
export function faultsOf(definition: Definition): ErrorAt[] {
  const { validFrom, validTo, dailyWindow, layer, coupon } = definition;
  const faults = effectFaults(definition);
  if (validTo <= validFrom) faults.push({ path: 'validTo', code: 'end-before-start' });
  if (dailyWindow && dailyWindow.from === dailyWindow.to) faults.push({ path: 'dailyWindow.to', code: 'empty-window' });
  if (layer === 'coupon' && !coupon) faults.push({ path: 'coupon', code: 'required-in-coupon-layer' });
  return faults;
}
