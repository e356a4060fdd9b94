import type { Row } from './online-retail.ts';
import { readTime } from './online-retail.ts';

/** What the file itself adds up to, reckoned apart from the import so that the two can be compared. */
export interface ControlTotal {
  /** Takes one row as it stands in the file. */
  add(row: Row): void;
  /** Lines by day; those whose day cannot be read stand under the empty text. */
  lines: ReadonlyMap<string, number>;
  /** Minor units by day of every line of a numbered invoice with positive quantity and price. */
  revenue: ReadonlyMap<string, bigint>;
}

const POSITIVE = /^(?=.*[1-9])\d+(\.\d*)?$/;
const MICRO_DIGITS = 9;

/** The price in thousand-millionths of the main unit, then rounded half up to minor units: not the import's own way. */
function priceOf(text: string, digits: number): bigint {
  const [whole = '0', fraction = ''] = text.split('.');
  const fine = BigInt(whole + fraction.padEnd(MICRO_DIGITS, '0').slice(0, MICRO_DIGITS));
  const unit = 10n ** BigInt(MICRO_DIGITS - digits);
  return (fine + unit / 2n) / unit;
}

type Day = (row: Row) => string;

/** The day of a row: the one on which its invoice first shows, its own where it names none, else the empty text. */
function daysByInvoice(): Day {
  const first = new Map<string, string>();
  return ({ InvoiceNo, InvoiceDate }) => {
    const own = readTime(InvoiceDate)?.slice(0, 10);
    if (!own || !InvoiceNo) return own ?? '';
    const day = first.get(InvoiceNo) ?? own;
    first.set(InvoiceNo, day);
    return day;
  };
}

const counts = ({ InvoiceNo, Quantity, UnitPrice }: Row): boolean =>
  /^\d+$/.test(InvoiceNo) && /^\d+$/.test(Quantity) && POSITIVE.test(UnitPrice);

/** Starts an empty control total for a currency with `digits` decimals. */
export function controlTotal(digits: number): ControlTotal {
  const lines = new Map<string, number>();
  const revenue = new Map<string, bigint>();
  const dayOf = daysByInvoice();
  return {
    lines,
    revenue,
    add(row) {
      const day = dayOf(row);
      lines.set(day, (lines.get(day) ?? 0) + 1);
      if (day === '' || !counts(row)) return;
      revenue.set(day, (revenue.get(day) ?? 0n) + BigInt(row.Quantity) * priceOf(row.UnitPrice, digits));
    },
  };
}
