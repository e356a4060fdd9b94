import { percentOf } from '../../../shared/kernel/money.ts';
import type { Effects, Kind, Layer, Terms, Tier } from './promotion.ts';

/** What a promotion's terms look at: its lines as the earlier layers left them. */
export interface Basis {
  layer: Layer;
  /** Net of each line in scope, minor units. */
  nets: readonly number[];
  quantities: readonly number[];
}

/** What the terms would take: either from each line, or in total (to be split over the lines by their net). */
export interface Offer {
  amount: number;
  /** By line, where the terms speak of units or lines. */
  perLine?: number[];
  /** Minor units that are missing to the next tier. */
  missing?: number;
  /** No tier is reached. */
  belowThreshold?: boolean;
}

const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);

const perLine = (parts: number[]): Offer => ({ amount: sum(parts), perLine: parts });

const inTotal = (amount: number): Offer => ({ amount });

/** In the item layer each line is rounded by itself; above it the lines are one sum, rounded once. */
function percentOff({ percent, cap }: Effects['percent-off'], { layer, nets }: Basis): Offer {
  const offer =
    layer === 'item' ? perLine(nets.map((net) => percentOf(net, percent))) : inTotal(percentOf(sum(nets), percent));
  return cap !== undefined && offer.amount > cap ? inTotal(cap) : offer;
}

function amountOff({ amount }: Effects['amount-off'], { nets, quantities }: Basis): Offer {
  return perLine(nets.map((net, index) => Math.min(net, amount * (quantities[index] ?? 0))));
}

function takenBy(tier: Tier, repeat: boolean, spent: number, units: number): number {
  const times = tier.spend === undefined ? units / (tier.quantity ?? 1) : spent / tier.spend;
  if (times < 1) return 0;
  if (tier.percent !== undefined) return percentOf(spent, tier.percent);
  return Math.min(spent, (tier.off ?? 0) * (repeat ? Math.floor(times) : 1));
}

/** How much more must be spent until the promotion takes more than it does now. */
function missingTo(tiers: readonly Tier[], repeat: boolean, spent: number): number | undefined {
  const next = tiers.find((tier) => (tier.spend ?? 0) > spent)?.spend;
  const last = repeat ? tiers.at(-1)?.spend : undefined;
  const target = next ?? (last && (Math.floor(spent / last) + 1) * last);
  return target && target - spent;
}

function thresholdOff({ tiers, repeat = false }: Effects['threshold-off'], { nets, quantities }: Basis): Offer {
  const spent = sum(nets);
  const units = sum(quantities);
  const amount = Math.max(...tiers.map((tier) => takenBy(tier, repeat, spent, units)));
  const missing = missingTo(tiers, repeat, spent);
  return { amount, belowThreshold: amount === 0, ...(missing ? { missing } : {}) };
}

const OFFERS: { [K in Kind]?: (effect: Effects[K], basis: Basis) => Offer } = {
  'percent-off': percentOff,
  'amount-off': amountOff,
  'threshold-off': thresholdOff,
};

function bind<K extends Kind>(kind: K, effect: Effects[K]): (basis: Basis) => Offer {
  const offer = OFFERS[kind];
  return (basis) => offer?.(effect, basis) ?? { amount: 0 };
}

/** The terms of a promotion as a function of what they look at. Never takes more than the lines' net in total. */
export function offerOf({ kind, effect }: Terms): (basis: Basis) => Offer {
  return bind(kind, effect);
}
