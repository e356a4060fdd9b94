import { batchGet } from '../../shared/platform/batch-get.ts';
import { tableName } from '../../shared/platform/table.ts';
import type { Refund } from './domain/refund.ts';
import { findRefund, listed, type PageKey } from './store.ts';

/** The failed refund with this id, or undefined. Rights: Query on gsi1, GetItem. */
export async function findFailedRefund(refundId: string): Promise<Refund | undefined> {
  const [failed] = (await listed('=', 'FAILED', refundId)).found;
  return failed && findRefund(failed.key.paymentId, refundId);
}

/** What every refund's id begins with, so that it stands before them all. */
const FIRST = 'refund';

/** A page of the refunds that failed and wait for somebody, by their ids. Rights: Query on gsi1, BatchGetItem. */
export async function failedRefunds(limit: number, from: PageKey): Promise<{ refunds: Refund[]; lastKey: PageKey }> {
  const { found: failed, lastKey } = await listed('>', 'FAILED', FIRST, { limit, from });
  const table = tableName('payments');
  const asked = failed.map(({ key: { paymentId, refundId } }) => ({
    table,
    pk: `PAYMENT#${paymentId}`,
    sk: `REFUND#${refundId}`,
  }));
  const found = asked.length > 0 ? await batchGet(asked) : undefined;
  const refunds = asked.map((key) => found?.get(key) as Refund | undefined);
  // The index may lag behind: what was retried a moment ago waits for nobody.
  return {
    refunds: refunds.filter((refund) => refund?.status === 'failed').filter((refund) => refund !== undefined),
    lastKey,
  };
}
