import type { Basket, BasketLine } from './baskets.ts';
import type { Row } from './read.ts';

/** A product as the shop is told of it; `price` in minor units. */
export interface Goods {
  sku: string;
  name: string;
  category: string;
  brand?: string;
  price: number;
}

/** A line of an order as the shop is told of it. */
export interface SoldLine {
  sku: string;
  quantity: number;
  unitPrice: number;
  discounts?: { promotionId: string; label: string; amount: number }[];
}

const words = (text: string | undefined) => (text ?? '').trim().toLowerCase().replaceAll('/', '-').replace(/\s+/g, ' ');

const CATEGORY_LENGTH = 64;

function describe(sku: string, row: Row | undefined): Omit<Goods, 'sku' | 'price'> {
  if (!row) return { name: sku, category: 'unknown' };
  const category = [words(row.department), words(row.product_category)].filter(Boolean).join('/');
  const name = [row.product_type, row.package_size].filter(Boolean).join(', ');
  return {
    name: name || sku,
    category: category.slice(0, CATEGORY_LENGTH) || 'unknown',
    ...(row.brand ? { brand: row.brand } : {}),
  };
}

const unitPriceOf = ({ gross, quantity }: BasketLine) => Math.floor(gross / quantity);

/** The products that were bought, each at its shelf price of the last time. */
export function goodsOf(baskets: readonly Basket[], rows: readonly Row[]): Goods[] {
  const described = new Map(rows.map((row) => [row.product_id, row]));
  const byTime = [...baskets].sort((a, b) => (a.at < b.at ? -1 : 1));
  const prices = new Map(byTime.flatMap(({ lines }) => lines.map((line) => [line.sku, unitPriceOf(line)] as const)));
  return Array.from(prices, ([sku, price]) => ({ sku, price, ...describe(sku, described.get(sku)) }));
}

/** Splits what was given on a line over the two parts of it, the dearer one first, none above its price. */
function splitGiven(given: NonNullable<SoldLine['discounts']>, first: number) {
  let room = first;
  const head = given.map((one) => {
    const amount = Math.min(one.amount, room);
    room -= amount;
    return { ...one, amount };
  });
  const tail = given.map((one, at) => ({ ...one, amount: one.amount - (head[at]?.amount ?? 0) }));
  return [head, tail].map((part) => part.filter(({ amount }) => amount > 0));
}

const withGiven = (line: SoldLine, discounts: SoldLine['discounts'] = []): SoldLine =>
  discounts.length > 0 ? { ...line, discounts } : line;

/**
 * The line as it was sold, to the minor unit: where the units do not cost the same whole amount, some cost one more and stand
 * in a line of their own.
 */
export function soldLines(line: BasketLine, coupon: { promotionId: string; label: string }): SoldLine[] {
  const { sku, quantity, gross, loyalty, match } = line;
  const given = [
    { promotionId: 'completejourney:loyalty', label: 'Loyalty price', amount: loyalty },
    { promotionId: 'completejourney:coupon-match', label: 'Coupon doubled by the shop', amount: match },
    { ...coupon, amount: line.coupon },
  ].filter(({ amount }) => amount > 0);
  const unitPrice = unitPriceOf(line);
  const dearer = gross - unitPrice * quantity;
  if (dearer === 0) return [withGiven({ sku, quantity, unitPrice }, given)];
  const first = { sku, quantity: dearer, unitPrice: unitPrice + 1 };
  const second = { sku, quantity: quantity - dearer, unitPrice };
  const [head, tail] = splitGiven(given, first.quantity * first.unitPrice);
  return [withGiven(first, head), withGiven(second, tail)];
}
