import type { Channel } from '../../../events/contract.ts';
import { DomainError } from '../../../shared/kernel/errors.ts';
import type { Charged } from './charges.ts';
import type { DeliveryChoice, Discount, Order, PricedLine, PromotionTrace } from './order.ts';

/** How a line came into the cart, where its client says so. */
interface Ticked {
  preselected?: boolean;
  userSelected?: boolean;
}

/** What the buyer asks for. */
export interface CartRequest {
  channel: Channel;
  lines: ({ sku: string; quantity: number } & Ticked)[];
  couponCodes?: string[];
  delivery?: DeliveryChoice;
  /** The live session, and whose, that the buyer came from. */
  live?: { sessionId?: string; creatorId?: string };
  /** The group-buy promotion whose price is asked for, and the group to join; without that a new one. */
  groupBuy?: { promotionId: string; groupId?: string };
  /** False: no price that is for some customers only. */
  personalised?: boolean;
  /** The parts that the buyer was shown, in minor units: he is not charged for more. */
  displayed?: number[];
}

/** A priced cart; amounts in minor units. */
export interface Quote
  extends Pick<Order, 'currency' | 'subtotal' | 'discountTotal' | 'shipping' | 'tax' | 'taxIncluded' | 'total'> {
  lines: PricedLine[];
  promotions: PromotionTrace;
}

/** What pricing, promotions, tariff and tax found for the lines. */
export interface Evaluated extends Omit<PromotionTrace, 'applied'>, Charged {
  applied: Discount[];
  discountTotal: number;
}

/** Refuses a cart with SKUs that are not on sale, naming the lines. Throws not-found `catalog.unknown-sku`. */
export function refuseUnknown(lines: readonly { sku: string }[], isOnSale: (sku: string) => boolean): void {
  const errors = lines.flatMap(({ sku }, index) =>
    isOnSale(sku) ? [] : [{ path: `lines.${index}.sku`, code: 'catalog.unknown-sku' }],
  );
  if (errors.length > 0) {
    throw new DomainError('not-found', 'catalog.unknown-sku', 'Some products are not on sale.', { errors });
  }
}

/** What one order may come to, in minor units; beyond it sums over orders would no longer be exact. */
export const MAX_TOTAL = 1_000_000_000_000;

/** The totals of a cart: `total = subtotal - discountTotal + shipping + tax`. Throws invalid `orders.amount-too-large`. */
export function quoteOf(evaluated: Evaluated, currency: string): Quote {
  const { lines, applied, rejected, hints, solver, discountTotal, shipping, tax, taxIncluded } = evaluated;
  const subtotal = lines.reduce((sum, { gross }) => sum + gross, 0);
  if (subtotal > MAX_TOTAL) throw new DomainError('invalid', 'orders.amount-too-large', 'The cart comes to too much.');
  const total = subtotal - discountTotal + shipping + tax;
  const totals = { currency, subtotal, discountTotal, shipping, tax, ...(taxIncluded ? { taxIncluded } : {}), total };
  return { ...totals, lines, promotions: { applied, rejected, hints, ...(solver ? { solver } : {}) } };
}

/** Refuses an order whose buyer saw another total; the refusal carries the new quote. Throws `orders.total-changed`. */
export function refuseChangedTotal(quote: Quote, expectedTotal: number | undefined): void {
  if (expectedTotal === undefined || expectedTotal === quote.total) return;
  throw new DomainError('conflict', 'orders.total-changed', 'The price changed; confirm the new quote.', { quote });
}

/** A quote beside what the same cart would cost anybody. */
export function withAnonymousTotal(quote: Quote, anonymousTotal: number): Quote {
  return { ...quote, promotions: { ...quote.promotions, anonymousTotal } };
}
