import { DomainError } from '../../../shared/kernel/errors.ts';
import { dayAfter } from '../../../shared/kernel/time.ts';

/** What a channel sold on a day. Amounts in minor units of the shop's currency. */
interface Sales {
  orders: number;
  units: number;
  /** Sum of unit price x quantity, before discounts. */
  gross: number;
  discounts: number;
  /** Money that went back on this day, whenever its order was placed. */
  refunds: number;
}

/** Sales of one channel on one day (`YYYY-MM-DD`) of the shop's calendar. */
export interface DailySales extends Sales {
  date: string;
  channel: string;
}

/** A line of an order, as far as sales are counted. */
interface SoldLine {
  quantity: number;
  unitPrice: number;
}

const NOTHING: Sales = { orders: 0, units: 0, gross: 0, discounts: 0, refunds: 0 };
const COUNTED = Object.keys(NOTHING) as (keyof Sales)[];

/** The longest range of days one may ask for, both ends included. */
const MAX_DAYS = 400;

/** What an order placed on `date` adds. It counts as placed, whatever becomes of it later. */
export function placed(date: string, channel: string, lines: readonly SoldLine[], discounts: number): DailySales {
  const units = lines.reduce((sum, { quantity }) => sum + quantity, 0);
  const gross = lines.reduce((sum, { quantity, unitPrice }) => sum + quantity * unitPrice, 0);
  return { ...NOTHING, date, channel, orders: 1, units, gross, discounts };
}

/** What an imported order of `date` adds. */
export function imported(
  date: string,
  channel: string,
  { units, gross, discount = 0 }: { units: number; gross: number; discount?: number },
): DailySales {
  return { ...NOTHING, date, channel, orders: 1, units, gross, discounts: discount };
}

/** What a refund made on `date` adds. */
export function refunded(date: string, channel: string, amount: number): DailySales {
  return { ...NOTHING, date, channel, refunds: amount };
}

function plus(a: DailySales, b: DailySales): DailySales {
  const sum = { ...a };
  for (const name of COUNTED) sum[name] += b[name];
  return sum;
}

/** Adds up what belongs to the same day and channel, so that each counter is written once. */
export function fold(changes: readonly DailySales[]): DailySales[] {
  const byKey = new Map<string, DailySales>();
  for (const change of changes) {
    const key = `${change.date}#${change.channel}`;
    const known = byKey.get(key);
    byKey.set(key, known ? plus(known, change) : change);
  }
  return [...byKey.values()];
}

/** Refuses a range that ends before it starts, or is longer than `MAX_DAYS`. */
export function checkRange(from: string, to: string): void {
  const refuse = (code: string, message: string) => {
    throw new DomainError('invalid', code, message, { errors: [{ path: 'to', code }] });
  };
  if (from > to) refuse('insights.bad-range', 'The range ends before it starts.');
  const last = dayAfter(from, MAX_DAYS - 1);
  if (to > last) refuse('insights.range-too-long', `Ask for at most ${MAX_DAYS} days.`);
}

/** Every calendar year (`YYYY`) that a range touches. */
export function yearsOf(from: string, to: string): string[] {
  const [first = 0, last = 0] = [from, to].map((date) => Number(date.slice(0, 4)));
  return Array.from({ length: last - first + 1 }, (_, index) => String(first + index).padStart(4, '0'));
}

/** Daily sales as staff see them. */
export function present({ date, channel, orders, units, gross, discounts, refunds }: DailySales) {
  return { date, channel, orders, units, gross, discounts, net: gross - discounts, refunds };
}
