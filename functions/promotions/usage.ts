/** Coupon codes and the counters of limited promotions, in the promotions' table (store.ts, access patterns 6 and 7). */
import { DomainError } from '../../shared/kernel/errors.ts';
import type { Instant } from '../../shared/kernel/time.ts';
import { tableName } from '../../shared/platform/table.ts';
import type { Action } from '../../shared/platform/transaction.ts';

/** The key of a coupon code's item. */
export const couponKey = (code: string) => ({ pk: `COUPON#${code}`, sk: 'COUPON' });

/** The key of what is kept of a limited promotion's uses: `ACCOUNT` or `CUSTOMER#<id>`. */
export const usesKey = (promotionId: string, part: string) => ({ pk: `USES#${promotionId}`, sk: part });

/** The part of `usesKey` that counts one customer's uses. */
export const customerPart = (customerId: string) => `CUSTOMER#${customerId}`;

/** A coupon code and the promotion it brings. */
export interface Coupon {
  code: string;
  promotionId: string;
  /** The end of the promotion: from then on another may take the code. */
  validTo: Instant;
}

/**
 * The write of a coupon code for everybody; again for the same promotion it changes nothing. Refused with conflict
 * `promotions.code-taken` while the code works once, or belongs to another promotion that has not ended.
 */
export function putCoupon(coupon: Coupon, now: Instant): Action {
  return {
    write: {
      Put: {
        TableName: tableName('promotions'),
        Item: { ...couponKey(coupon.code), _et: 'Coupon', ...coupon },
        ConditionExpression:
          'attribute_not_exists(pk) OR (promotionId = :promotionId AND attribute_not_exists(#mode)) OR validTo <= :now',
        ExpressionAttributeNames: { '#mode': 'mode' },
        ExpressionAttributeValues: { ':promotionId': coupon.promotionId, ':now': now },
      },
    },
    refused: () => new DomainError('conflict', 'promotions.code-taken', 'This coupon code is taken.'),
  };
}
