import { shift } from '../../shared/kernel/time.ts';
import type { Run } from '../../shared/platform/run.ts';
import { commit } from '../../shared/platform/transaction.ts';
import { postpone } from './domain/payment.ts';
import { doubtPartition } from './domain/shard.ts';
import { finishRefund } from './refund.ts';
import { finishCharge } from './settle.ts';
import { type DoubtKey, findPayment, findRefund, listed, type PageKey, putPayment, putRefund } from './store.ts';

/** Asks the provider about a payment or refund in doubt, and writes its answer down. Throws `payments.provider-silent`. */
export async function finishDoubt({ paymentId, refundId }: DoubtKey, run: Run): Promise<void> {
  if (refundId) return finishRefund(paymentId, refundId, run);
  const payment = await findPayment(paymentId);
  if (payment?.status === 'charging') await finishCharge(payment, run);
}

/** Puts the next question about what is in doubt off. Rights: GetItem, PutItem. */
export async function askLater({ paymentId, refundId }: DoubtKey, run: Run): Promise<void> {
  if (refundId) {
    const refund = await findRefund(paymentId, refundId);
    if (refund?.status === 'asked') await commit([putRefund(postpone(refund, run.now))]);
    return;
  }
  const payment = await findPayment(paymentId);
  if (payment?.status === 'charging') await commit([putPayment(postpone(payment, run.now))]);
}

/** Before the sort key of everything in doubt: they begin with a year. */
const FIRST = '0';

/** Longer than any question is put off: what is due later than this from now was written by a clock that ran ahead. */
const BEYOND_EVERY_WAIT_MS = 180_000;

/** Where the looking through a shard goes on: after this sort key, from where the last page ended. */
export type Place = { after: string; from?: PageKey };

/**
 * What to ask about at `now`, of one page of a shard's doubts: what is due, longest due first, then what is due impossibly
 * late (it would wait until the clocks caught up). `next` says where to go on, and is missing at the end. What is due in its
 * own time is jumped over: a look at a shard with little in it is one question. Right: Query on gsi1.
 */
export async function doubtsToAsk(
  shard: number,
  now: string,
  limit: number,
  { after, from }: Place = { after: FIRST },
) {
  const { found, lastKey } = await listed('>', doubtPartition(shard), after, { limit, from });
  const [dueBy, beyond] = [`${now}~`, shift(now, BEYOND_EVERY_WAIT_MS)];
  const isToAsk = ({ place }: { place: string }) => place < dueBy || place > beyond;
  const next = found.slice(-1).every(isToAsk) ? { after, from: lastKey } : { after: beyond };
  return { keys: found.filter(isToAsk).map(({ key }) => key), next: lastKey && next };
}
