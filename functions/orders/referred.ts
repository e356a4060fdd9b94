import type { Run } from '../../shared/platform/run.ts';
import { notFirstOrder, type Referring, referringOf } from '../referrals/holds.ts';
import { hasNoOrder } from './buyer-facts.ts';
import type { CartReading } from './goods.ts';

/**
 * The referral that an order with a code begins, undefined without one. Throws not-found `referrals.unknown-code`, conflict
 * `referrals.*`. Rights: own Query on gsi2, BatchGetItem; referrals and promotions BatchGetItem.
 */
export async function referralFor(
  { found }: CartReading,
  code: string | undefined,
  customerId: string,
  { now }: Run,
): Promise<Referring | undefined> {
  if (code === undefined) return undefined;
  const referring = await referringOf(found, code, { customerId, now });
  const { before } = referring;
  if (!(await hasNoOrder(customerId, before ? [before.orderId] : []))) throw notFirstOrder();
  return referring;
}
