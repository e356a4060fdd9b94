import { percentOf } from './arithmetic.ts';

/** A line while it is priced: what is left of it, and what must be left at least. */
export interface Slot {
  sku: string;
  quantity: number;
  left: number;
  least: number;
}

interface Step {
  spend?: number;
  quantity?: number;
  off?: number;
  percent?: number;
}

/** The terms of all kinds at once; which of them are there depends on the kind. */
export interface Terms {
  percent?: number;
  cap?: number;
  amount?: number;
  price?: number;
  tiers?: Step[];
  repeat?: boolean;
  buy?: { quantity: number };
  get?: { quantity: number; percent: number; skus?: string[] };
  spend?: number;
  quantity?: number;
  gifts?: { sku: string; quantity: number }[];
  items?: { sku: string; quantity: number }[];
  factor?: number;
}

/** A promotion that may be given to the lines `at`, with what is left of its money and its units. */
export interface Choice {
  id: string;
  kind: string;
  layer: string;
  terms: Terms;
  at: number[];
  priority: number;
  group?: string;
  stacking?: { class?: string; combinesWith?: string[] };
  funded?: number;
  money?: number;
  cuts?: boolean;
  units?: number;
}

/** What is taken: of each slot in scope, or in all by weight, or something that is no money. */
export interface Take {
  each?: number[];
  all?: { amount: number; weights: number[] };
  gives?: boolean;
}

const total = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);

/** The price of every single unit. */
const unitsOf = (slots: readonly Slot[]) =>
  slots.flatMap(({ sku, quantity, left }, slot) =>
    Array.from({ length: quantity }, (_, unit) => ({
      sku,
      slot,
      price: Math.floor(left / quantity) + (unit < left % quantity ? 1 : 0),
    })),
  );

type Unit = ReturnType<typeof unitsOf>[number];

const sumBySlot = (slots: readonly Slot[], units: readonly Unit[], worth: (price: number) => number) =>
  slots.map((_, slot) => total(units.filter((unit) => unit.slot === slot).map(({ price }) => worth(price))));

function stepTakes({ spend, quantity, off = 0, percent }: Step, repeat: boolean, slots: readonly Slot[]): number {
  const money = total(slots.map(({ left }) => left));
  const count = spend === undefined ? total(slots.map((slot) => slot.quantity)) : money;
  const times = Math.floor(count / (spend ?? quantity ?? 1));
  if (times === 0) return 0;
  return percent === undefined ? Math.min(money, off * (repeat ? times : 1)) : percentOf(money, percent);
}

function buyGet({ buy = { quantity: 1 }, get, repeat }: Terms, slots: readonly Slot[]): Take {
  const { quantity = 0, percent = 0, skus } = get ?? {};
  const all = unitsOf(slots);
  const gettable = all.filter(({ sku }) => skus?.includes(sku) ?? true);
  let got = 0;
  if (skus) {
    const times = Math.floor((all.length - gettable.length) / buy.quantity);
    got = quantity * (repeat ? times : Math.min(1, times));
  } else {
    for (let unit = 0; unit < gettable.length; unit += 1) {
      const place = unit % (buy.quantity + quantity);
      const isFirstGroup = unit < buy.quantity + quantity;
      if (place >= buy.quantity && (repeat || isFirstGroup)) got += 1;
    }
  }
  const cheapest = [...gettable].sort((a, b) => a.price - b.price).slice(0, got);
  return { each: sumBySlot(slots, cheapest, (price) => percentOf(price, percent)) };
}

function bundle({ items = [], price, percent = 0 }: Terms, slots: readonly Slot[]): Take {
  const pools = items.map(({ sku, quantity }) => ({
    quantity,
    units: unitsOf(slots)
      .filter((unit) => unit.sku === sku)
      .sort((a, b) => b.price - a.price),
  }));
  const sets = Math.min(...pools.map(({ quantity, units }) => Math.floor(units.length / quantity)));
  const used = pools.flatMap(({ quantity, units }) => units.slice(0, sets * quantity));
  const weights = sumBySlot(slots, used, (one) => one);
  const worth = total(weights);
  const amount = price === undefined ? percentOf(worth, percent) : Math.max(0, worth - price * sets);
  return { all: { amount, weights } };
}

function flash({ price = 0 }: Terms, slots: readonly Slot[], units: number): Take {
  const dear = unitsOf(slots)
    .filter((unit) => unit.price > price)
    .sort((a, b) => b.price - a.price);
  return { each: sumBySlot(slots, dear.slice(0, units), (one) => one - price) };
}

function percentTake({ percent = 0, cap = Infinity }: Terms, layer: string, slots: readonly Slot[]): Take {
  const lefts = slots.map(({ left }) => left);
  const each = lefts.map((left) => percentOf(left, percent));
  if (layer === 'item' && total(each) <= cap) return { each };
  const amount = layer === 'item' ? cap : Math.min(cap, percentOf(total(lefts), percent));
  return { all: { amount, weights: lefts } };
}

function isEntered({ spend = 0, quantity = 0 }: Terms, slots: readonly Slot[]): boolean {
  return total(slots.map(({ left }) => left)) >= spend && total(slots.map((slot) => slot.quantity)) >= quantity;
}

/** What a promotion would take of its slots as they stand. */
export function takeOf({ kind, layer, terms, units = Infinity }: Choice, slots: readonly Slot[]): Take {
  const lefts = slots.map(({ left }) => left);
  const price = terms.price ?? 0;
  const ways: Record<string, () => Take> = {
    'percent-off': () => percentTake(terms, layer, slots),
    'amount-off': () => ({ each: slots.map(({ left, quantity }) => Math.min(left, (terms.amount ?? 0) * quantity)) }),
    'fixed-price': () => ({ each: slots.map(({ left, quantity }) => Math.max(0, left - price * quantity)) }),
    'group-buy': () => ({ each: slots.map(({ left, quantity }) => Math.max(0, left - price * quantity)) }),
    'flash-sale': () => flash(terms, slots, units),
    'threshold-off': () => {
      const amounts = (terms.tiers ?? []).map((step) => stepTakes(step, terms.repeat ?? false, slots));
      return { all: { amount: Math.max(0, ...amounts), weights: lefts } };
    },
    'buy-x-get-y': () => buyGet(terms, slots),
    bundle: () => bundle(terms, slots),
    gift: () => ({ gives: isEntered(terms, slots) }),
    'free-shipping': () => ({ gives: isEntered(terms, slots) }),
    'points-multiplier': () => ({ gives: true }),
  };
  return ways[kind]?.() ?? {};
}
