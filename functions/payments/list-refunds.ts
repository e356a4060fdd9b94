/** GET /v1/admin/refunds: refunds that failed and wait for somebody to retry them, for staff. */
import { readCursor, writeCursor } from '../../shared/platform/cursor.ts';
import { httpHandler } from '../../shared/platform/http.ts';
import type { Refund } from './domain/refund.ts';
import { failedRefunds } from './failed-refunds.ts';
import { listRefunds as route } from './routes.ts';

const LIST = 'refunds failed';

function shown({ refundId, paymentId, orderId, amount, currency, reason, failure = '', askedAt, changedAt }: Refund) {
  return {
    refundId,
    paymentId,
    orderId,
    amount,
    currency,
    status: 'failed' as const,
    reason,
    failure,
    askedAt,
    changedAt,
  };
}

export const handler = httpHandler(route, async ({ query: { limit, cursor } }) => {
  const { refunds, lastKey } = await failedRefunds(limit, await readCursor(LIST, cursor));
  return { status: 200, body: { items: refunds.map(shown), nextCursor: await writeCursor(LIST, lastKey) } };
});
