import { minorUnits } from '../minor-units.ts';
import type { Row } from './read.ts';

/** Why a line, or an amount of it, is not in the shop. */
export type Reason = 'no units were sold' | 'an amount cannot be read' | 'more coupon than the line costs';

/** A line of a basket; amounts in minor units. */
export interface BasketLine {
  sku: string;
  quantity: number;
  /** On the shelf, for all units. */
  gross: number;
  loyalty: number;
  match: number;
  coupon: number;
}

/** One purchase of a household. */
export interface Basket {
  id: string;
  household: string;
  at: string;
  lines: BasketLine[];
}

/** What was read of the purchases. `amount` is what was paid, in minor units. */
export interface Purchases {
  baskets: Basket[];
  read: number;
  imported: { lines: number; amount: number };
  aside: Map<Reason, { lines: number; amount: number }>;
}

const DIGITS = 2;

interface Amounts {
  sales: number;
  loyalty: number;
  coupon: number;
  match: number;
}

function amountsOf(row: Row): Amounts | undefined {
  const read = (column: string) => minorUnits(row[column] ?? '', DIGITS);
  const [sales, loyalty] = [read('sales_value'), read('retail_disc')];
  const [coupon, match] = [read('coupon_disc'), read('coupon_match_disc')];
  if (sales === undefined || loyalty === undefined || coupon === undefined || match === undefined) return undefined;
  return { sales, loyalty, coupon, match };
}

function asideOf({ aside }: Purchases, reason: Reason, amount: number): void {
  const { lines, amount: before } = aside.get(reason) ?? { lines: 0, amount: 0 };
  aside.set(reason, { lines: lines + 1, amount: before + amount });
}

/** The shelf price is what was paid to the shop and what it gave itself; a coupon is taken from what was paid to the shop. */
function lineOf(row: Row, { sales, loyalty, coupon, match }: Amounts): BasketLine {
  const { product_id: sku = '', quantity = '' } = row;
  const gross = sales + loyalty + match;
  return { sku, quantity: Number(quantity), gross, loyalty, match, coupon: Math.min(coupon, sales) };
}

const SOLD = /^[1-9]\d*$/;

/** The line of a row, where it is one; what of it is not in the shop is set aside. */
function take(row: Row, purchases: Purchases): BasketLine | undefined {
  const amounts = amountsOf(row);
  if (!amounts) {
    asideOf(purchases, 'an amount cannot be read', 0);
    return undefined;
  }
  const { sales, coupon } = amounts;
  if (!SOLD.test(row.quantity ?? '')) {
    asideOf(purchases, 'no units were sold', sales - coupon);
    return undefined;
  }
  const line = lineOf(row, amounts);
  // The line is there, what its coupon gave beyond it is not: it was taken from lines that the sample does not have.
  if (line.coupon < coupon) asideOf(purchases, 'more coupon than the line costs', line.coupon - coupon);
  purchases.imported.lines += 1;
  purchases.imported.amount += sales - line.coupon;
  return line;
}

/** Groups the purchases by basket. What was paid is `sales_value - coupon_disc`. */
export function readBaskets(rows: readonly Row[]): Purchases {
  const baskets = new Map<string, Basket>();
  const purchases: Purchases = { baskets: [], read: rows.length, imported: { lines: 0, amount: 0 }, aside: new Map() };
  for (const row of rows) {
    const line = take(row, purchases);
    if (!line) continue;
    const { basket_id: id = '', household_id: household = '', transaction_timestamp: at = '' } = row;
    const basket = baskets.get(id) ?? { id, household, at, lines: [] };
    basket.lines.push(line);
    baskets.set(id, basket);
  }
  purchases.baskets = [...baskets.values()];
  return purchases;
}
