import type { ErrorAt } from '../../../shared/kernel/errors.ts';
import { type Check, isOne, repeats, wrong } from './fault.ts';
import type { Definition, Effects, Kind, Layer, Tier, Units } from './promotion.ts';

const has = (value: unknown) => value !== undefined;

const doesNotRise = (from: number | undefined, to: number | undefined) =>
  from !== undefined && to !== undefined && to <= from;

/** What is wrong with one step, and with it after the step before. */
function tierFaults(tier: Tier, before: Tier | undefined, at: string): ErrorAt[] {
  const measure = has(tier.spend) ? 'spend' : 'quantity';
  const gain = has(tier.off) ? 'off' : 'percent';
  return wrong([
    [!isOne(tier.spend, tier.quantity), at, 'one-of-spend-quantity'],
    [!isOne(tier.off, tier.percent), at, 'one-of-off-percent'],
    [before !== undefined && !has(before[measure]), `${at}.${measure}`, 'measures-mixed'],
    [doesNotRise(before?.[measure], tier[measure]), `${at}.${measure}`, 'not-ascending'],
    [doesNotRise(before?.[gain], tier[gain]), `${at}.${gain}`, 'not-ascending'],
  ]);
}

function thresholdFaults({ tiers, repeat }: Effects['threshold-off']): ErrorAt[] {
  const faults = tiers.flatMap((tier, index) => tierFaults(tier, tiers[index - 1], `effect.tiers.${index}`));
  // A percentage of the whole cannot be taken twice.
  const unrepeatable = repeat === true && tiers.some(({ percent }) => has(percent));
  return [...faults, ...wrong([[unrepeatable, 'effect.repeat', 'repeats-percent']])];
}

const skusOf = (units: readonly Units[]) => units.map(({ sku }) => sku);

function bundleFaults({ items, price, percent }: Effects['bundle']): ErrorAt[] {
  const units = items.reduce((sum, { quantity }) => sum + quantity, 0);
  return wrong([
    [!isOne(price, percent), 'effect', 'one-of-price-percent'],
    [repeats(skusOf(items)), 'effect.items', 'named-twice'],
    [units < 2, 'effect.items', 'one-unit-only'],
  ]);
}

const giftFaults = ({ spend, quantity, gifts }: Effects['gift']) =>
  wrong([
    [!isOne(spend, quantity), 'effect', 'one-of-spend-quantity'],
    [repeats(skusOf(gifts)), 'effect.gifts', 'named-twice'],
  ]);

const flashFaults = ({ quota, perCustomer }: Effects['flash-sale']) =>
  wrong([[perCustomer > quota, 'effect.perCustomer', 'more-than-quota']]);

type Faults = { [K in Kind]?: (effect: Effects[K]) => ErrorAt[] };

const FAULTS: Faults = {
  'threshold-off': thresholdFaults,
  bundle: bundleFaults,
  gift: giftFaults,
  'flash-sale': flashFaults,
};

const MONEY: readonly Layer[] = ['item', 'shop', 'cross-shop', 'coupon'];

/** Where a kind can be: what sets the price of a unit comes before what looks at sums, and points come last. */
const LAYERS_OF: Record<Kind, readonly Layer[]> = {
  'percent-off': MONEY,
  'amount-off': MONEY,
  'fixed-price': ['item', 'coupon'],
  'threshold-off': MONEY,
  'buy-x-get-y': ['item', 'shop', 'coupon'],
  gift: ['shop', 'cross-shop', 'coupon'],
  bundle: ['item', 'shop', 'coupon'],
  'free-shipping': ['shop', 'cross-shop', 'coupon'],
  'points-multiplier': ['points', 'coupon'],
  'flash-sale': ['item'],
  'group-buy': ['item'],
  referral: ['points'],
  lottery: ['points'],
};

/** Programmes never meet a cart, so nothing may be said of them that only a cart could ask for. */
const CART_ONLY = ['coupon', 'exclusiveGroup', 'stacking', 'returnPolicy', 'funders'] as const;

/** Whoever is brought by anybody is rewarded for, all day and whatever he buys; how often, its own terms say. */
const NOT_OF_REFERRALS = ['limits', 'dailyWindow', 'weekdays'] as const;

function programmeFaults(definition: Definition): ErrorAt[] {
  if (definition.kind !== 'referral' && definition.kind !== 'lottery') return [];
  const cartOnly = CART_ONLY.map((field): Check => [has(definition[field]), field, 'cart-only']);
  if (definition.kind === 'lottery') return wrong(cartOnly);
  const { scope } = definition;
  return wrong([
    ...cartOnly,
    ...NOT_OF_REFERRALS.map((field): Check => [has(definition[field]), field, 'not-for-kind']),
    [Object.values(scope).some(has), 'scope', 'not-for-kind'],
  ]);
}

function own<K extends Kind>(kind: K, effect: Effects[K]): ErrorAt[] {
  return FAULTS[kind]?.(effect) ?? [];
}

/** What is wrong with the terms of a promotion's kind, by themselves and in its layer. */
export function effectFaults(definition: Definition): ErrorAt[] {
  const { kind, effect, layer } = definition;
  return [
    ...own(kind, effect),
    ...programmeFaults(definition),
    ...wrong([[!LAYERS_OF[kind].includes(layer), 'layer', 'not-for-kind']]),
  ];
}
