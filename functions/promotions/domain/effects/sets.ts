import { percentOf } from '../../../../shared/kernel/money.ts';
import type { Effects } from '../promotion.ts';
import { byLine, firstUnits, type Look, NOTHING, type Offer, type Run, runsOf, type Shortfall } from './look.ts';

const countOf = (runs: readonly Run[]) => runs.reduce((sum, { count }) => sum + count, 0);

const always = () => true;

type BuyGet = Effects['buy-x-get-y'];

/** Units that are got: of each full group those after the bought ones, or as many of the named SKUs as there are. */
function unitsGot({ buy, get, repeat = false }: BuyGet, bought: number, gettable: number): number {
  const most = repeat ? Infinity : 1;
  if (get.skus) return Math.min(gettable, get.quantity * Math.min(most, Math.floor(bought / buy.quantity)));
  const group = buy.quantity + get.quantity;
  const full = Math.min(most, Math.floor(gettable / group));
  const rest = full < most ? Math.min(get.quantity, Math.max(0, gettable - full * group - buy.quantity)) : 0;
  return full * get.quantity + rest;
}

function poolsOf({ get }: BuyGet, look: Look) {
  const named = get.skus;
  const isGot = named ? (sku: string) => named.includes(sku) : always;
  const bought = named ? countOf(runsOf(look, (sku) => !isGot(sku))) : 0;
  return { bought, runs: runsOf(look, isGot) };
}

/** The cheapest units, by what is left to pay of them, are those that are got for less. */
export function buyGet(effect: BuyGet, look: Look): Offer {
  const { bought, runs } = poolsOf(effect, look);
  const got = unitsGot(effect, bought, countOf(runs));
  if (got === 0) return NOTHING;
  const parts: number[] = look.at.map(() => 0);
  runs.sort((a, b) => a.value - b.value || a.slot - b.slot);
  firstUnits(runs, got, ({ slot, value }, count) => {
    parts[slot] = (parts[slot] ?? 0) + percentOf(value, effect.get.percent) * count;
  });
  return byLine(parts);
}

function missingToNamed({ buy, get, repeat = false }: BuyGet, bought: number, has: number): Shortfall | undefined {
  const earned = get.quantity * Math.min(repeat ? Infinity : 1, Math.floor(bought / buy.quantity));
  if (earned === 0) return { missing: buy.quantity - bought, unit: 'items' };
  return has < earned ? { missing: earned - has, unit: 'items', sku: get.skus?.[0] ?? '' } : undefined;
}

/** Units that are missing until one more is got. */
export function missingToGet(effect: BuyGet, look: Look): Shortfall | undefined {
  const { buy, get, repeat = false } = effect;
  const { bought, runs } = poolsOf(effect, look);
  const has = countOf(runs);
  if (get.skus) return missingToNamed(effect, bought, has);
  const group = buy.quantity + get.quantity;
  const inGroup = repeat ? has % group : Math.min(has, group);
  if (inGroup === group || (repeat && inGroup === 0)) return undefined;
  return { missing: Math.max(1, buy.quantity + 1 - inGroup), unit: 'items' };
}

type Bundle = Effects['bundle'];

function partsOfBundle({ items }: Bundle, look: Look) {
  return items.map(({ sku, quantity }) => {
    const runs = runsOf(look, (one) => one === sku).sort((a, b) => b.value - a.value || a.slot - b.slot);
    return { sku, quantity, runs, has: countOf(runs) };
  });
}

/** As many complete sets as the cart holds, made of the dearest units of each SKU. */
export function bundle(effect: Bundle, look: Look): Offer {
  const parts = partsOfBundle(effect, look);
  const sets = Math.min(...parts.map(({ has, quantity }) => Math.floor(has / quantity)));
  if (sets === 0) return NOTHING;
  const weights: number[] = look.at.map(() => 0);
  let value = 0;
  for (const { runs, quantity } of parts) {
    firstUnits(runs, sets * quantity, (run, count) => {
      weights[run.slot] = (weights[run.slot] ?? 0) + run.value * count;
      value += run.value * count;
    });
  }
  const { price, percent = 0 } = effect;
  const amount = price === undefined ? percentOf(value, percent) : Math.max(0, value - sets * price);
  return amount === 0 ? NOTHING : { amount, weights };
}

/** Units that are missing to the first complete set. */
export function missingToSet(effect: Bundle, look: Look): Shortfall | undefined {
  const short = partsOfBundle(effect, look).filter(({ has, quantity }) => has < quantity);
  const missing = short.reduce((sum, { has, quantity }) => sum + quantity - has, 0);
  return missing === 0 ? undefined : { missing, unit: 'items', sku: short[0]?.sku };
}
