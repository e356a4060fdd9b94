import { percentOf } from '../../../../shared/kernel/money.ts';
import type { Effects } from '../promotion.ts';
import { byLine, firstUnits, type Look, NOTHING, type Offer, runsOf, spentOn } from './look.ts';

/** In the item layer each line is rounded by itself; above it, and under a cap, the lines are one sum, rounded once. */
export function percentOff({ percent, cap = Infinity }: Effects['percent-off'], look: Look): Offer {
  if (look.layer !== 'item') return { amount: Math.min(percentOf(spentOn(look), percent), cap) };
  const offer = byLine(look.at.map((index) => percentOf(look.nets[index] ?? 0, percent)));
  return offer.amount > cap ? { amount: cap } : offer;
}

/** So much off each unit. */
export function amountOff({ amount }: Effects['amount-off'], { at, lines, nets }: Look): Offer {
  return byLine(at.map((index) => Math.min(nets[index] ?? 0, amount * (lines[index]?.quantity ?? 0))));
}

/** Each unit at a price, where it costs more. */
export function fixedPrice({ price }: { price: number }, { at, lines, nets }: Look): Offer {
  return byLine(at.map((index) => Math.max(0, (nets[index] ?? 0) - price * (lines[index]?.quantity ?? 0))));
}

/** A price for so many units as are left for it: those that save most, the rest at the normal price. */
export function flashSale({ price }: Effects['flash-sale'], look: Look): Offer {
  if (look.unitsLeft <= 0) return NOTHING;
  const parts: number[] = look.at.map(() => 0);
  const units: number[] = look.at.map(() => 0);
  const runs = runsOf(look, () => true).filter(({ value }) => value > price);
  runs.sort((a, b) => b.value - a.value || a.slot - b.slot);
  firstUnits(runs, look.unitsLeft, ({ slot, value }, count) => {
    parts[slot] = (parts[slot] ?? 0) + (value - price) * count;
    units[slot] = (units[slot] ?? 0) + count;
  });
  return { ...byLine(parts), units };
}
