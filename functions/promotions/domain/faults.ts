import type { ErrorAt } from '../../../shared/kernel/errors.ts';
import { effectFaults } from './effect-faults.ts';
import { repeats, wrong } from './fault.ts';
import type { Definition, Scope } from './promotion.ts';
import { isUnder } from './reach.ts';

/** Who shares a discount is named once, and nobody pays for more than there is. */
function funderFaults({ funders = [] }: Definition): ErrorAt[] {
  const tenths = funders.reduce((sum, { percent }) => sum + Math.round(percent * 10), 0);
  return wrong([
    [tenths > 1_000, 'funders', 'more-than-all'],
    [repeats(funders.map(({ funder }) => funder)), 'funders', 'named-twice'],
  ]);
}

/** Everything that a list lets in is kept out by another. */
const keptOut = <Value>(values: readonly Value[] | undefined, isOut: (value: Value) => boolean) =>
  values?.every(isOut) ?? false;

/** A scope that nothing can be in. */
function scopeFaults({ skus, categories, brands, ...scope }: Scope): ErrorAt[] {
  const { excludeSkus = [], excludeCategories = [], excludeBrands = [], channels, liveSessions } = scope;
  const outside = new Set(excludeCategories);
  return wrong([
    [keptOut(skus, (sku) => excludeSkus.includes(sku)), 'scope.excludeSkus', 'empty-scope'],
    [keptOut(categories, (path) => isUnder(path, outside)), 'scope.excludeCategories', 'empty-scope'],
    [keptOut(brands, (brand) => excludeBrands.includes(brand)), 'scope.excludeBrands', 'empty-scope'],
    [liveSessions !== undefined && channels?.includes('live') === false, 'scope.liveSessions', 'empty-scope'],
  ]);
}

/** The class that stands for every class. */
const ALL = 'all';

function stackingFaults({ stacking = {} }: Definition): ErrorAt[] {
  const { combinesWith = [] } = stacking;
  return wrong([
    [stacking.class === ALL, 'stacking.class', 'reserved'],
    [repeats(combinesWith), 'stacking.combinesWith', 'named-twice'],
    [combinesWith.includes(ALL) && combinesWith.length > 1, 'stacking.combinesWith', 'all-and-more'],
  ]);
}

/** Programmes price no cart, so nobody could be held out of them. */
function holdOutFaults({ kind, scope }: Definition): ErrorAt[] {
  const isProgramme = kind === 'lottery' || kind === 'referral';
  return wrong([[isProgramme && scope.holdOut !== undefined, 'scope.holdOut', 'hold-out-of-programme']]);
}

const isMore = (a: number | undefined, b: number | undefined) => a !== undefined && b !== undefined && a > b;

function limitFaults({ limits = {} }: Definition): ErrorAt[] {
  const { totalUses, perCustomer, budget, hourly, onExhaustion } = limits;
  return wrong([
    [isMore(perCustomer, totalUses), 'limits.perCustomer', 'more-than-total'],
    [isMore(hourly, budget), 'limits.hourly', 'more-than-budget'],
    [hourly !== undefined && budget === undefined, 'limits.hourly', 'needs-budget'],
    [onExhaustion === 'cap' && budget === undefined, 'limits.onExhaustion', 'needs-budget'],
  ]);
}

function couponFaults({ layer, coupon }: Definition): ErrorAt[] {
  const isUnique = coupon?.mode === 'unique';
  return wrong([
    [layer === 'coupon' && !coupon, 'coupon', 'required-in-coupon-layer'],
    [isUnique && coupon?.code !== undefined, 'coupon.code', 'code-of-unique'],
    [!isUnique && coupon?.count !== undefined, 'coupon.count', 'count-of-single'],
  ]);
}

function windowFaults({ validFrom, validTo, dailyWindow, weekdays = [] }: Definition): ErrorAt[] {
  return wrong([
    [validTo <= validFrom, 'validTo', 'end-before-start'],
    [dailyWindow !== undefined && dailyWindow.from === dailyWindow.to, 'dailyWindow.to', 'empty-window'],
    [repeats(weekdays), 'weekdays', 'named-twice'],
  ]);
}

/** What is wrong with a promotion that its schema cannot see: each place with a code, none when it may be kept. */
export function faultsOf(definition: Definition): ErrorAt[] {
  return [
    ...effectFaults(definition),
    ...windowFaults(definition),
    ...scopeFaults(definition.scope),
    ...holdOutFaults(definition),
    ...stackingFaults(definition),
    ...limitFaults(definition),
    ...funderFaults(definition),
    ...couponFaults(definition),
  ];
}
