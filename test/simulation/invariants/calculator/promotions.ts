/** Promotions as they are stored, and what each takes of some lines. Follows the rules of the promotions' README. */
import { percentOf } from './shares.ts';

interface Tier {
  spend?: number;
  quantity?: number;
  off?: number;
  percent?: number;
}

/** The stored terms of a promotion. */
export interface Definition {
  kind: string;
  effect: { percent?: number; cap?: number; amount?: number; tiers?: Tier[]; repeat?: boolean };
  layer: string;
  priority: number;
  exclusiveGroup?: string;
  validFrom: string;
  validTo: string;
  dailyWindow?: { from: string; to: string };
  scope: { skus?: string[]; categories?: string[]; brands?: string[]; excludeSkus?: string[]; channels?: string[] };
  limits?: { totalUses?: number; perCustomer?: number; budget?: number };
  coupon?: { code?: string };
}

/** A promotion that is live. */
export interface Live {
  promotionId: string;
  definition: Definition;
}

/** A line while it is being priced. */
export interface Slot {
  sku: string;
  category: string;
  brand?: string;
  unitPrice: number;
  quantity: number;
  left: number;
  taken: { promotionId: string; amount: number }[];
}

const SHOP_OFFSET_MS = 8 * 3_600_000;

/** Whether a moment is inside the promotion's window and its hours of the day. */
export function isOpen({ validFrom, validTo, dailyWindow }: Definition, at: string): boolean {
  if (Date.parse(at) < Date.parse(validFrom) || Date.parse(at) >= Date.parse(validTo)) return false;
  if (!dailyWindow) return true;
  const clock = new Date(Date.parse(at) + SHOP_OFFSET_MS).toISOString().slice(11, 16);
  const { from, to } = dailyWindow;
  return from < to ? clock >= from && clock < to : clock >= from || clock < to;
}

const allows = (wanted: string[] | undefined, value: string | undefined) =>
  wanted === undefined || (value !== undefined && wanted.includes(value));

/** Whether a promotion is for a line. */
export function isFor({ scope }: Definition, { sku, category, brand }: Slot): boolean {
  if (scope.excludeSkus?.includes(sku)) return false;
  return allows(scope.skus, sku) && allows(scope.categories, category) && allows(scope.brands, brand);
}

function tierTakes({ spend, quantity, off = 0, percent }: Tier, repeat: boolean, money: number, units: number): number {
  const [has, step] = spend === undefined ? [units, quantity ?? 1] : [money, spend];
  if (has < step) return 0;
  if (percent !== undefined) return percentOf(money, percent);
  return Math.min(money, off * (repeat ? Math.floor(has / step) : 1));
}

const total = (numbers: number[]) => numbers.reduce((a, b) => a + b, 0);

/** What a promotion takes: in all, and of each line where its terms speak of lines. */
export interface Take {
  amount: number;
  byLine?: number[];
}

/** What a promotion would take of lines as they stand. */
export function takeOf({ kind, effect, layer }: Definition, slots: readonly Slot[]): Take {
  const { percent = 0, cap, amount = 0, tiers = [], repeat = false } = effect;
  const money = total(slots.map(({ left }) => left));
  if (kind === 'amount-off') {
    const byLine = slots.map(({ left, quantity }) => Math.min(left, amount * quantity));
    return { amount: total(byLine), byLine };
  }
  if (kind === 'threshold-off') {
    const units = total(slots.map(({ quantity }) => quantity));
    return { amount: Math.max(...tiers.map((tier) => tierTakes(tier, repeat, money, units))) };
  }
  const byLine = slots.map(({ left }) => percentOf(left, percent));
  const take = layer === 'item' ? { amount: total(byLine), byLine } : { amount: percentOf(money, percent) };
  return cap !== undefined && take.amount > cap ? { amount: cap } : take;
}
