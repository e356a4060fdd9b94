import { OrderImported } from '../../events/orders/order-imported.v1.ts';
import { DomainError } from '../../shared/kernel/errors.ts';
import { announce } from '../../shared/platform/outbox.ts';
import { retryWhenChanged } from '../../shared/platform/retry.ts';
import type { Run } from '../../shared/platform/run.ts';
import { commit } from '../../shared/platform/transaction.ts';
import { explode } from '../inventory/holds.ts';
import { type CouponFlag, redeemAtTill } from '../promotions/holds.ts';
import { importedFact } from './domain/imported.ts';
import type { Order } from './domain/order.ts';
import {
  goneFrom,
  isSameSale,
  MOST_RANGES,
  orderOfTill,
  refuseFuture,
  type Till,
  type TillSale,
  withNumber,
} from './domain/till.ts';
import { derivedId } from './import-store.ts';
import { withNotice } from './notices.ts';
import { takeFromShelf } from './stock-work.ts';
import { findStored, putOrder } from './store.ts';
import { findTill, putTill, type TillRecord } from './till-store.ts';

/** What became of a sale that was told. */
export interface TillOutcome {
  order: Order;
  outcome: 'recorded' | 'known';
  flags?: { code: string; reason: CouponFlag }[];
}

const conflict = (code: string, message: string) => new DomainError('conflict', code, message);

function told(till: TillRecord, sequence: number): TillRecord {
  const ranges = withNumber(till.ranges, sequence);
  if (ranges.length <= MOST_RANGES) return { ...till, ranges, version: till.version + 1 };
  throw conflict('orders.till-out-of-order', 'Too many numbers are missing; tell those first.');
}

async function tryToRecord(till: Till, sale: TillSale, run: Run): Promise<TillOutcome> {
  const source = `till:${till.tillId}`;
  const orderId = derivedId('order', source, String(sale.sequence));
  const [known, record] = await Promise.all([findStored(orderId), findTill(till.tillId)]);
  if (known && !isSameSale(known.order, sale)) {
    throw conflict('orders.till-sequence-reused', 'Another sale was told under this number.');
  }
  if (known) return { order: known.order, outcome: 'known' };
  refuseFuture(sale, run.now);
  const order = orderOfTill(till, sale, { orderId, correlationId: run.correlationId, event: OrderImported.type });
  const next = told(record, sale.sequence);
  const { uses, flags, actions } = await redeemAtTill(
    sale.coupons ?? [],
    { orderId, customerId: order.customerId },
    sale,
  );
  const gone = await takeFromShelf(orderId, goneFrom(till.locationId, explode(sale.lines, sale.bundles)), run);
  const fact = importedFact(order, { source, externalId: String(sale.sequence) });
  const couponCodes = (sale.coupons ?? []).map(({ code }) => code);
  const recorded = { ...order, ...(couponCodes.length > 0 ? { couponCodes, uses } : {}) };
  const flagged = flags.length > 0 ? withNotice(recorded, { what: 'coupon flagged', actor: source }, run) : recorded;
  await commit([putOrder(flagged, 1), putTill(next), ...gone, ...actions, announce(OrderImported, fact, run)]);
  return { order: flagged, outcome: 'recorded', flags };
}

/**
 * Writes one sale of a till down, in one commit with the goods that are gone and the till's running number. Known ones change
 * nothing. Throws conflict `orders.till-sequence-reused`, `orders.till-out-of-order`, invalid `orders.till-payments-differ`,
 * `orders.till-sold-in-future`.
 */
export function recordTillSale(till: Till, sale: TillSale, run: Run): Promise<TillOutcome> {
  return retryWhenChanged(() => tryToRecord(till, sale, run));
}
