/** Coupon codes that work once: whose they are, and which order has them. A code for everybody is none of these. */
import { DomainError } from '../../shared/kernel/errors.ts';
import type { Instant } from '../../shared/kernel/time.ts';
import { tableName } from '../../shared/platform/table.ts';
import type { Action } from '../../shared/platform/transaction.ts';
import { couponKey } from './usage.ts';

/** A coupon code as stored. Only one that works once has an owner (whoever claimed it) and an order. */
export interface StoredCoupon {
  code: string;
  promotionId: string;
  validTo: Instant;
  mode?: 'unique';
  claimedBy?: string;
  claimedAt?: Instant;
  usedBy?: string;
}

/** The refusal of an order whose coupon is used up. */
export const couponUsed = () =>
  new DomainError('conflict', 'promotions.coupon-used', 'The coupon has been used as often as it may be.');

/** Why a code that works once does not work for this customer, if it does not. Who does not own it learns nothing of it. */
export function couponFault(
  coupon: StoredCoupon,
  customerId: string | undefined,
): 'coupon-used' | 'coupon-unknown' | undefined {
  if (coupon.claimedBy !== undefined && coupon.claimedBy !== customerId) return 'coupon-unknown';
  return coupon.usedBy === undefined ? undefined : 'coupon-used';
}

/** The write that uses a code once, for its owner if it has one. Refused with conflict `promotions.coupon-used`. */
export function useCoupon(code: string, { orderId, customerId }: { orderId: string; customerId: string }): Action {
  return {
    write: {
      Update: {
        TableName: tableName('promotions'),
        Key: couponKey(code),
        UpdateExpression: 'SET #usedBy = :orderId',
        ConditionExpression:
          'attribute_exists(pk) AND attribute_not_exists(#usedBy) AND (attribute_not_exists(#owner) OR #owner = :owner)',
        ExpressionAttributeNames: { '#usedBy': 'usedBy', '#owner': 'claimedBy' },
        ExpressionAttributeValues: { ':orderId': orderId, ':owner': customerId },
      },
    },
    refused: couponUsed,
  };
}

/**
 * The write that gives a code back. It belongs into a commit that takes the mark of its use away: who has none gives nothing
 * back.
 */
export function giveCouponBack(code: string): Action {
  return {
    write: {
      Update: {
        TableName: tableName('promotions'),
        Key: couponKey(code),
        UpdateExpression: 'REMOVE #usedBy',
        ExpressionAttributeNames: { '#usedBy': 'usedBy' },
      },
    },
  };
}
