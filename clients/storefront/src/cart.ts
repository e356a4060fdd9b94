/** What the visitor wants to buy. */
export interface Cart {
  lines: { sku: string; quantity: number }[];
  couponCodes: string[];
}

/** The most of one product that the shop takes in one order. */
export const MOST = 10_000;

/** A cart with nothing in it. */
export const EMPTY: Cart = { lines: [], couponCodes: [] };

const isLine = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  'sku' in value &&
  typeof value.sku === 'string' &&
  'quantity' in value &&
  Number.isInteger(value.quantity);

const isText = (value: unknown): boolean => typeof value === 'string';

const isListOf = (value: unknown, isItem: (item: unknown) => boolean): boolean =>
  Array.isArray(value) && value.every(isItem);

/** Whether something that was kept is a cart. */
export function isCart(value: unknown): value is Cart {
  if (typeof value !== 'object' || value === null || !('lines' in value) || !('couponCodes' in value)) return false;
  return isListOf(value.lines, isLine) && isListOf(value.couponCodes, isText);
}

/** The cart with `quantity` of a product; none takes its line away. */
export function withQuantity({ lines, couponCodes }: Cart, sku: string, quantity: number): Cart {
  const wanted = Math.max(0, Math.min(MOST, Math.trunc(quantity) || 0));
  if (wanted === 0) return { couponCodes, lines: lines.filter((line) => line.sku !== sku) };
  const isThere = lines.some((line) => line.sku === sku);
  const changed = lines.map((line) => (line.sku === sku ? { sku, quantity: wanted } : line));
  return { couponCodes, lines: isThere ? changed : [...lines, { sku, quantity: wanted }] };
}

/** The cart with some more of a product. */
export function withMore(now: Cart, sku: string, more: number): Cart {
  const there = now.lines.find((line) => line.sku === sku)?.quantity ?? 0;
  return withQuantity(now, sku, there + more);
}

/** The cart with one coupon code more, or the same when it is there already. */
export function withCoupon(now: Cart, typed: string): Cart {
  const code = typed.trim();
  const isThere = now.couponCodes.some((one) => one.toUpperCase() === code.toUpperCase());
  return code === '' || isThere ? now : { ...now, couponCodes: [...now.couponCodes, code] };
}

/** The cart without a coupon code. */
export function withoutCoupon(now: Cart, code: string): Cart {
  return { ...now, couponCodes: now.couponCodes.filter((one) => one !== code) };
}

/** How many pieces are in the cart. */
export function pieces({ lines }: Cart): number {
  return lines.reduce((sum, { quantity }) => sum + quantity, 0);
}
