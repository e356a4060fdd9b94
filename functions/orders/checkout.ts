import { OrderPlaced } from '../../events/orders/order-placed.v1.ts';
import { shop } from '../../shared/platform/env.ts';
import type { Run } from '../../shared/platform/run.ts';
import { type Action, commit } from '../../shared/platform/transaction.ts';
import { allot, soldOut, wantsOf } from '../inventory/holds.ts';
import { type Intent, newPayment, type Payment } from '../payments/holds.ts';
import { type Evaluation, redeem, refuseUsedCoupons, seated } from '../promotions/holds.ts';
import { refer } from '../referrals/holds.ts';
import { waitFor } from './backorder-store.ts';
import type { Basis } from './domain/basis.ts';
import { type CartRequest, type Quote, refuseChangedTotal } from './domain/cart.ts';
import type { Holding, Order } from './domain/order.ts';
import { place } from './domain/place.ts';
import type { CartReading } from './goods.ts';
import { placeInGroup } from './group-place.ts';
import { type Buyer, priceCart, shelfOfCart } from './read-cart.ts';
import { referralFor } from './referred.ts';
import { holdForCheckout } from './stock-work.ts';

/** An order as it is asked for. */
export interface OrderRequest extends CartRequest {
  payment: Pick<Intent, 'provider' | 'token'>;
  expectedTotal?: number;
  /** Who brought the buyer. */
  referralCode?: string;
}

/** An order ready to be committed: with its payment, and what it takes from stock and promotions. */
export interface Checkout {
  order: Order;
  payment: Payment;
  effects: Action[];
  /** Gives back what was held before the commit, when the commit does not happen. */
  undo(): Promise<void>;
}

type Sourced = { reading: CartReading; quote: Quote };
type Priced = { quote: Quote; evaluation: Pick<Evaluation, 'uses' | 'terms'>; basis?: Basis };

/** Where the goods of a priced cart come from, gifts included. */
async function source({ reading, quote }: Sourced, request: OrderRequest) {
  const wants = wantsOf(quote.lines, reading.bundles);
  const { levels, rules } = await shelfOfCart(reading);
  const { locationId: only, address } = request.delivery ?? {};
  const how = { channel: request.channel, rules, only, region: address?.region };
  const { allotments, soldOut: short } = allot(wants, levels, how);
  if (!allotments) throw soldOut(short.map(({ line }) => line));
  return { allotments, wants };
}

/** A new order and its payment. Without `holdSeconds` the goods stay held as long as the shop holds anything. */
export function orderOf(
  request: OrderRequest,
  { quote, evaluation, basis }: Priced,
  holdings: Holding[],
  by: { id: string; run: Run; holdSeconds?: number },
) {
  const orderId = by.run.newId('order');
  const intent = { orderId, ...request.payment, amount: quote.total, currency: quote.currency };
  const payment = newPayment(intent, by.run);
  const { paymentId, provider, status } = payment;
  const placement = {
    orderId,
    customerId: by.id,
    request,
    quote,
    holdings,
    uses: evaluation.uses,
    terms: evaluation.terms,
    ...(basis ? { basis } : {}),
    payment: { paymentId, provider, status },
    chargeNow: status === 'charging',
    reservationSeconds: by.holdSeconds ?? shop.reservationSeconds,
  };
  const mover = {
    actor: `customer ${by.id}`,
    at: by.run.now,
    correlationId: by.run.correlationId,
    event: OrderPlaced.type,
  };
  return { order: place(placement, mover), payment };
}

/**
 * Decides an order from what was read: its price, where its goods come from, how it is paid. Throws
 * `catalog.unknown-sku`, `orders.total-changed`, `orders.no-group-price`, `promotions.coupon-used`, `referrals.*`, `inventory.sold-out`, `payments.*`.
 */
export async function prepareCheckout(
  reading: CartReading,
  request: OrderRequest,
  buyer: Buyer & { customerId: string },
  run: Run,
): Promise<Checkout> {
  const priced = await priceCart(reading, request, buyer, run);
  refuseUsedCoupons(priced.evaluation);
  refuseChangedTotal(priced.quote, request.expectedTotal);
  const { customerId } = buyer;
  const referring = await referralFor(reading, request.referralCode, customerId, run);
  const { allotments, wants } = await source(priced, request);
  const evaluation = { ...priced.evaluation, uses: await seated(priced.evaluation.uses) };
  const placed = orderOf(request, { ...priced, evaluation }, allotments, { id: customerId, run });
  const { order, actions: seat } = placeInGroup(placed.order, request, priced, run);
  const held = await holdForCheckout(order, wants, run);
  const uses = redeem(order.uses, order);
  const effects = [...held.actions, ...waitFor(order), ...uses, ...refer(referring, order), ...seat];
  return { order, payment: placed.payment, effects, undo: held.undo };
}

/** Commits a checkout; when that fails, what was held before it is given back and the failure goes on. */
export async function commitOrUndo(actions: readonly Action[], undo: () => Promise<void>): Promise<void> {
  try {
    await commit(actions);
  } catch (error) {
    await undo();
    throw error;
  }
}
