import { shop } from '../../shared/platform/env.ts';
import type { Product } from '../catalog/holds.ts';
import type { Order } from '../orders/holds.ts';
import { type Cart, normaliseCode } from '../promotions/holds.ts';
import type { Rules } from './rules.ts';

/** The products by SKU, as far as the catalogue still knows them. */
export type Products = ReadonlyMap<string, Product>;

/**
 * The cart that an order was made of. What the order kept of its pricing counts; an order that was priced elsewhere kept
 * nothing, so its lines are looked up in the catalogue of now.
 */
export function cartOf(order: Order, products: Products): Cart {
  const { basis, lines, channel, customerId, couponCodes, pricedAt, placedAt } = order;
  const { lines: facts, costs: _costs, arms: _arms, ...known } = basis ?? { lines: undefined };
  const own = facts ? lines.slice(0, facts.length) : lines;
  return {
    ...known,
    lines: own.map(({ sku, quantity, unitPrice }, at) => ({
      sku,
      quantity,
      unitPrice,
      ...(facts?.[at] ?? categoryOf(products.get(sku))),
    })),
    channel,
    customerId,
    couponCodes,
    now: pricedAt ?? placedAt,
    timeZone: shop.timeZone,
  };
}

function categoryOf(product: Product | undefined) {
  return { category: product?.category ?? '', ...(product?.brand ? { brand: product.brand } : {}) };
}

/** The promotions whose coupons the buyer brought, as far as they are told by their codes or by what they gave. */
export function couponsOf({ couponCodes, promotions }: Order, { codes, coupons }: Rules): string[] {
  const byCode = couponCodes.flatMap((code) => codes.get(normaliseCode(code)) ?? []);
  const given = promotions.applied.map(({ promotionId }) => promotionId).filter((id) => coupons.has(id));
  return [...new Set([...byCode, ...given])];
}
