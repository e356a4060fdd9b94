import { PersonalPriceHigher } from '../../events/compliance/personal-price-higher.v1.ts';
import type { DataOf, Envelope } from '../../events/contract.ts';
import { OrderPaid } from '../../events/orders/order-paid.v1.ts';
import { announce } from '../../shared/platform/outbox.ts';
import { startRun } from '../../shared/platform/run.ts';
import { AlreadyApplied, applyOnce } from '../../shared/platform/seen.ts';
import { commit } from '../../shared/platform/transaction.ts';
import { putEvidence } from './evidence-store.ts';

type Paid = DataOf<typeof OrderPaid>;

/** An order gives at most so many promotions; what is kept of them and the alert fit into one commit. */
const MOST_PROMOTIONS = 90;

function keptOf({ orderId, total, paidAt, parts }: Paid, anonymousTotal: number) {
  const promotionIds = [...new Set((parts?.grants ?? []).map(({ promotionId }) => promotionId))];
  return promotionIds
    .slice(0, MOST_PROMOTIONS)
    .map((promotionId) =>
      putEvidence({ promotionId, at: paidAt, what: 'personal-price', id: orderId, orderId, total, anonymousTotal }),
    );
}

async function keepOne(event: Envelope<Paid>): Promise<void> {
  const { orderId, total, anonymousTotal, currency } = event.data;
  if (anonymousTotal === undefined) return;
  const run = startRun(event.correlationId, event.id);
  const higher = { subject: orderId, data: { orderId, total, anonymousTotal, currency } };
  await commit([
    applyOnce('compliance', 'personal-price', event.id, run),
    ...keptOf(event.data, anonymousTotal),
    ...(total > anonymousTotal ? [announce(PersonalPriceHigher, higher, run)] : []),
  ]);
}

/** Keeps what anybody would have paid beside what somebody did, and tells of every price that was worse than anybody's. */
export async function keepPersonalPrices(events: readonly Envelope<unknown>[]): Promise<void> {
  for (const event of events) {
    if (event.type !== OrderPaid.type) continue;
    await keepOne(event as Envelope<Paid>).catch((error) => {
      if (!(error instanceof AlreadyApplied)) throw error;
    });
  }
}
