import { splitByLargestRemainder } from '../../../shared/kernel/money.ts';
import type { CartLine, Discount, PricedLine } from './cart.ts';
import type { Offer } from './effects.ts';

/** A cart being priced. Lines stand in an order of their own, so that the order they came in can change nothing. */
export interface Sheet {
  lines: readonly CartLine[];
  /** What is left to pay of each line, minor units. */
  nets: number[];
  discounts: Discount[][];
  /** Where each line stood in the cart. */
  positions: readonly number[];
}

function compare(a: CartLine, b: CartLine): number {
  if (a.sku !== b.sku) return a.sku < b.sku ? -1 : 1;
  return a.unitPrice - b.unitPrice || a.quantity - b.quantity;
}

/** Opens a sheet: nothing taken yet. */
export function openSheet(lines: readonly CartLine[]): Sheet {
  const ordered = lines.map((line, position) => ({ line, position })).sort((a, b) => compare(a.line, b.line));
  return {
    lines: ordered.map(({ line }) => line),
    nets: ordered.map(({ line }) => line.unitPrice * line.quantity),
    discounts: ordered.map(() => []),
    positions: ordered.map(({ position }) => position),
  };
}

function partsOf(offer: Offer, nets: readonly number[]): number[] {
  if (offer.perLine) return nets.map((net, index) => Math.min(net, offer.perLine?.[index] ?? 0));
  const left = nets.reduce((a, b) => a + b, 0);
  return splitByLargestRemainder(Math.min(offer.amount, left), nets);
}

/** Takes an offer from the lines `at`, never more than is left of each. Answers what was taken. */
export function take(sheet: Sheet, at: readonly number[], offer: Offer, by: Omit<Discount, 'amount'>): number {
  const nets = at.map((index) => sheet.nets[index] ?? 0);
  const parts = partsOf(offer, nets);
  let taken = 0;
  at.forEach((index, n) => {
    const amount = parts[n] ?? 0;
    if (amount === 0) return;
    sheet.nets[index] = (nets[n] ?? 0) - amount;
    sheet.discounts[index]?.push({ ...by, amount });
    taken += amount;
  });
  return taken;
}

/** The lines with their discounts, back in the cart's order. */
export function closeSheet(sheet: Sheet): PricedLine[] {
  const out: PricedLine[] = new Array(sheet.lines.length);
  sheet.lines.forEach(({ sku, quantity, unitPrice }, index) => {
    out[sheet.positions[index] ?? index] = {
      sku,
      quantity,
      unitPrice,
      gross: unitPrice * quantity,
      discounts: sheet.discounts[index] ?? [],
      net: sheet.nets[index] ?? 0,
    };
  });
  return out;
}
