/** Coupon codes and the counters of limited promotions, in the promotions' table (store.ts, access patterns 6 and 7). */
import { DomainError } from '../../shared/kernel/errors.ts';
import type { Instant } from '../../shared/kernel/time.ts';
import { batchGet } from '../../shared/platform/batch-get.ts';
import { tableName } from '../../shared/platform/table.ts';
import type { Action } from '../../shared/platform/transaction.ts';
import type { Used } from './domain/cart.ts';

/** The key of a coupon code's item. */
export const couponKey = (code: string) => ({ pk: `COUPON#${code}`, sk: 'COUPON' });

/** The key of a counter of a limited promotion: `TOTAL` or `CUSTOMER#<id>`. */
export const usesKey = (promotionId: string, part: string) => ({ pk: `USES#${promotionId}`, sk: part });

/** The part of `usesKey` that counts one customer's uses. */
export const customerPart = (customerId: string) => `CUSTOMER#${customerId}`;

/** What was used of limited promotions, by promotion id: in all, and by this customer. Strongly consistent. */
export async function readCounters(
  promotionIds: readonly string[],
  customerId: string | undefined,
): Promise<[string, Used][]> {
  const table = tableName('promotions');
  const keysOf = (id: string) => ({
    total: { table, ...usesKey(id, 'TOTAL') },
    own: { table, ...usesKey(id, customerPart(customerId ?? '')) },
  });
  const found = await batchGet(
    promotionIds.map(keysOf).flatMap(({ total, own }) => (customerId ? [total, own] : [total])),
  );
  return promotionIds.map((id) => {
    const { total, own } = keysOf(id);
    const { uses = 0, spent = 0 } = found.get(total) ?? {};
    return [id, { uses: Number(uses), spent: Number(spent), byCustomer: Number(found.get(own)?.uses ?? 0) }];
  });
}

/** A coupon code and the promotion it brings. */
export interface Coupon {
  code: string;
  promotionId: string;
  /** The end of the promotion: from then on another may take the code. */
  validTo: Instant;
}

/**
 * The write of a coupon code; again for the same promotion it changes nothing. Refused with conflict `promotions.code-taken`
 * while the code belongs to another promotion that has not ended.
 */
export function putCoupon(coupon: Coupon, now: Instant): Action {
  return {
    write: {
      Put: {
        TableName: tableName('promotions'),
        Item: { ...couponKey(coupon.code), _et: 'Coupon', ...coupon },
        ConditionExpression: 'attribute_not_exists(pk) OR promotionId = :promotionId OR validTo <= :now',
        ExpressionAttributeValues: { ':promotionId': coupon.promotionId, ':now': now },
      },
    },
    refused: () => new DomainError('conflict', 'promotions.code-taken', 'Another promotion has this coupon code.'),
  };
}
