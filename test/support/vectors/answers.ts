import { charged } from '../../../functions/orders/domain/charges.ts';
import { compile } from '../../../functions/promotions/domain/compile.ts';
import { evaluate } from '../../../functions/promotions/domain/evaluate.ts';
import { splitByLargestRemainder } from '../../../shared/kernel/money.ts';
import { type Item, linesOf, promotionsOf, type Rule } from './translate.ts';

/** What a case is given; which of it depends on its kind. */
export interface Given {
  weights?: number[];
  n?: number;
  total?: number;
  items?: Item[];
  lines?: Item[];
  promotions?: Rule[];
  price?: number;
  min_price?: number;
  order_discount?: number;
  order_discount_percent?: number;
  item_fixed_off?: number;
  item_percent?: number;
  order_fixed?: number;
  order_percent?: number;
  order_fixed_price?: number;
  surcharge?: { price: number; tax_percent: number };
  shipping_fee?: number;
  shipping?: number;
  prices_include_tax?: boolean;
}

const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);

/** A surcharge is a line, or a discount where it is negative. */
function itemsOf({ items, lines, surcharge, price, min_price }: Given): Item[] {
  const own = items ?? lines ?? [{ sku: 'X', price: price ?? 0, qty: 1, min_price: min_price ?? 0 }];
  const more = surcharge && surcharge.price > 0 ? [{ ...surcharge, sku: 'surcharge', qty: 1 }] : [];
  return [...own, ...more];
}

function rulesOf(given: Given): Rule[] {
  const order: Rule = {
    order_fixed: given.order_discount || given.order_fixed || undefined,
    order_percent: given.order_discount_percent ?? given.order_percent,
    item_fixed: given.item_fixed_off,
    item_percent: given.item_percent,
  };
  if (given.surcharge && given.surcharge.price < 0) order.order_fixed = -given.surcharge.price;
  // The whole order for a price: what it costs less.
  const all = sum((given.lines ?? []).map(({ price, qty }) => price * qty));
  if (given.order_fixed_price !== undefined) order.order_fixed = all - given.order_fixed_price;
  return [...(given.promotions ?? []), order];
}

/** What the promotions and charges of this shop make of a case. */
function priced(given: Given) {
  const items = itemsOf(given);
  const lines = linesOf(items);
  const promotions = promotionsOf(rulesOf(given), items);
  const codes = promotions
    .filter(({ coupon }) => coupon)
    .map(({ promotionId }) => ({ code: promotionId, promotionId }));
  const fee = given.shipping_fee ?? given.shipping ?? 0;
  const around = { channel: 'web', couponCodes: [], now: '2026-06-01T00:00:00.000Z', timeZone: 'Asia/Shanghai' };
  const evaluation = evaluate(compile(promotions), { lines, ...around, shipping: { fee } }, [...codes, ...codes]);
  const rates = [...new Set(items.map(({ tax_percent: percent = 0 }) => percent))].map((percent) => ({
    category: `tax/${percent}`,
    percent,
  }));
  const isInclusive = given.prices_include_tax === true;
  const tax = { prices: isInclusive ? ('inclusive' as const) : ('exclusive' as const), rates };
  const nets = evaluation.lines.map((line, n) => ({ ...line, category: lines[n]?.category ?? '' }));
  const goods = charged(nets, { tax, shipping: { tariffs: [] } }, undefined);
  const all = charged(nets, { tax, shipping: { tariffs: [{ fee }] } }, undefined, evaluation.freeShipping);
  const taxOf = (some: typeof all) => (isInclusive ? (some.taxIncluded ?? 0) : some.tax);
  return {
    evaluation,
    nets: sum(nets.map(({ net }) => net)),
    isInclusive,
    shipping: all.shipping,
    goods: taxOf(goods),
    all: taxOf(all),
  };
}

/** Our figures of everything that a case can expect. */
export function answersTo(given: Given): Record<string, unknown> {
  const { weights, n, total = 0 } = given;
  if (weights || n !== undefined) {
    const parts = splitByLargestRemainder(Math.abs(total), weights ?? Array.from({ length: n ?? 0 }, () => 1));
    return { shares: parts.map((part) => (total < 0 ? -part : part)) };
  }
  const { evaluation, nets, isInclusive, shipping, goods, all } = priced(given);
  const discountOf = (line: (typeof evaluation.lines)[number]) => sum(line.discounts.map(({ amount }) => amount));
  const perUnit = evaluation.lines.map((line) => [
    line.sku,
    splitByLargestRemainder(
      discountOf(line),
      Array.from({ length: line.quantity }, () => 1),
    ),
  ]);
  const shippingTax = all - goods;
  return {
    shares: undefined,
    price: nets,
    unit_discounts: Object.fromEntries(perUnit),
    line_totals: Object.fromEntries(evaluation.lines.map(({ sku, net }) => [sku, net])),
    discount: evaluation.discountTotal,
    cart_total: nets + shipping + (isInclusive ? 0 : all),
    taxes: all,
    sub_total: nets - (isInclusive ? goods : 0),
    sub_total_with_tax: nets + (isInclusive ? 0 : goods),
    total_with_tax: nets + (isInclusive ? 0 : goods),
    shipping: isInclusive ? shipping - shippingTax : shipping,
    shipping_with_tax: isInclusive ? shipping : shipping + shippingTax,
    applied: given.price === undefined ? evaluation.applied.length : evaluation.applied.map(({ label }) => label),
  };
}
