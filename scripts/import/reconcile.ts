import type { ControlTotal } from './control-total.ts';
import type { Line, Reason, SetAside } from './online-retail.ts';
import { type Days, isWithin, type Plan, setAsideLine } from './plan.ts';
import type { SentReturns } from './send-plan.ts';
import type { DaySales } from './shop-sales.ts';

/** How many lines, and what they come to in minor units. */
export interface Sum {
  lines: number;
  amount: bigint;
}

/** Where the lines of the file went: each stands in exactly one place. */
export interface Fates {
  read: number;
  imported: Sum;
  returned: Sum;
  setAside: Map<Reason, Sum>;
}

/** One day as the file and as the shop has it. */
export interface DayBalance {
  day: string;
  file: DaySales;
  shop: DaySales;
}

const NONE: Sum = { lines: 0, amount: 0n };
const NO_SALES: DaySales = { gross: 0n, refunds: 0n };

const amountOf = ({ quantity, unitPrice }: Pick<Line, 'quantity' | 'unitPrice'>): bigint =>
  BigInt(quantity) * BigInt(unitPrice);

function sum(amounts: readonly bigint[]): Sum {
  return { lines: amounts.length, amount: amounts.reduce((total, amount) => total + amount, 0n) };
}

function byReason(setAside: readonly SetAside[]): Map<Reason, Sum> {
  const sums = new Map<Reason, Sum>();
  for (const { reason, amount } of setAside) {
    const before = sums.get(reason) ?? NONE;
    sums.set(reason, { lines: before.lines + 1, amount: before.amount + amount });
  }
  return sums;
}

/** Accounts for every line of the chosen days. `read` comes from the control total, the rest from what was done. */
export function accountFor(control: ControlTotal, days: Days, plan: Plan, sent: SentReturns): Fates {
  const returned = new Set(sent.accepted.flatMap(({ sources }) => sources));
  const refused = [...sent.refused].filter(([line]) => !returned.has(line));
  const read = [...control.lines].filter(([day]) => isWithin(day || undefined, days));
  return {
    read: read.reduce((total, [, lines]) => total + lines, 0),
    imported: sum(plan.invoices.flatMap(({ lines }) => lines.map(amountOf))),
    returned: {
      lines: returned.size,
      amount: sum(sent.accepted.flatMap(({ lines }) => lines.map(amountOf))).amount,
    },
    setAside: byReason([...plan.setAside, ...refused.map(([line, reason]) => setAsideLine(line, reason))]),
  };
}

/** True when every line read has its place. */
export function isAccounted({ read, imported, returned, setAside }: Fates): boolean {
  const aside = [...setAside.values()].reduce((total, { lines }) => total + lines, 0);
  return read === imported.lines + returned.lines + aside;
}

/** What the shop should show for the chosen days: revenue by the control total, refunds by the returns it accepted. */
export function expectedSales(control: ControlTotal, days: Days, sent: SentReturns): Map<string, DaySales> {
  const expected = new Map<string, DaySales>();
  for (const [day, gross] of control.revenue) if (isWithin(day, days)) expected.set(day, { gross, refunds: 0n });
  for (const { at, lines } of sent.accepted) {
    const day = at.slice(0, 10);
    const { gross, refunds } = expected.get(day) ?? NO_SALES;
    expected.set(day, { gross, refunds: refunds + sum(lines.map(amountOf)).amount });
  }
  return expected;
}

/** Puts both sides together by day. */
export function balance(file: ReadonlyMap<string, DaySales>, shop: ReadonlyMap<string, DaySales>): DayBalance[] {
  const days = [...new Set([...file.keys(), ...shop.keys()])].sort();
  return days.map((day) => ({ day, file: file.get(day) ?? NO_SALES, shop: shop.get(day) ?? NO_SALES }));
}

/** True when file and shop agree to the penny. */
export function isEqual({ file, shop }: DayBalance): boolean {
  const given = ({ discounts = 0n }: DaySales) => discounts;
  return file.gross === shop.gross && file.refunds === shop.refunds && given(file) === given(shop);
}
