import type { Person } from '../clients/person.ts';
import { castOf } from '../crash-points/chapter.ts';
import { openShop } from '../crash-points/shelf.ts';
import { Random } from '../world/random.ts';
import { late } from './lives.ts';
import type { Scenario, Stage } from './stage.ts';

const BUYERS = 8;
const DARK_MS = 150_000;

/** Buys, pays at the provider's page or not, and wants the money back or not; each has a second device that does the same. */
async function buyAndRegret(stage: Stage, person: Person): Promise<void> {
  const { random } = person;
  const { provider, core } = stage.simulation;
  await person.pause(random.between(0, 30_000));
  const token = random.pick(['approve', 'approve', 'pending', 'decline']);
  const body = { channel: 'web', lines: [{ sku: 'A', quantity: 1 }], payment: { provider: 'sandbox', token } };
  const { status, body: placed } = await person.insist({ method: 'POST', path: '/v1/orders', body });
  if (status !== 201) return;
  const { orderId, total, payment } = placed as { orderId: string; total: number; payment: { paymentId: string } };
  await person.pause(random.between(0, 40_000));
  // The page of the provider and our own till it: both at once.
  if (token === 'pending') {
    const outcome = random.pick(['captured', 'captured', 'declined'] as const);
    provider.settle(payment.paymentId, total, 'CNY', outcome);
    const path = `/v1/sandbox/payments/${payment.paymentId}/settle`;
    await person.insist({ method: 'POST', path, body: { outcome: outcome === 'captured' ? 'approve' : 'decline' } });
  }
  if (token === 'decline') {
    const again = { payment: { provider: 'sandbox', token: 'approve' } };
    await person.insist({ method: 'POST', path: `/v1/orders/${orderId}/payments`, body: again });
  }
  await person.pause(random.between(0, 40_000));
  if (!random.chance(0.6)) return;
  const ask = { method: 'POST', path: `/v1/orders/${orderId}/cancel`, body: {} };
  const replies = await Promise.all(['one', 'other'].map((device) => person.insist(ask, `${person.id}-${device}`)));
  for (const reply of replies) core.count(`cancel ${reply.status}`);
}

/** Somebody of the staff asks again for every refund that failed. */
async function retryRefunds(stage: Stage): Promise<void> {
  const clerk = stage.person('clerk', ['staff']);
  while (clerk.now < stage.closesAt) {
    await clerk.pause(20_000);
    const reply = await clerk.send({ method: 'GET', path: '/v1/admin/refunds' });
    const { items = [] } = (reply?.body ?? {}) as { items?: { refundId: string }[] };
    for (const { refundId } of items)
      await Promise.all(
        ['one', 'other'].map((hand) =>
          clerk.insist(
            { method: 'POST', path: `/v1/admin/refunds/${refundId}/retry` },
            `${hand}-${refundId}-${clerk.now}`,
          ),
        ),
      );
  }
}

/** Wakes whoever asks about what is in doubt, twice at once and often. */
async function reconcile(stage: Stage): Promise<void> {
  const clock = stage.person('clock');
  while (clock.now < stage.closesAt) {
    await clock.pause(clock.random.between(3_000, 15_000));
    for (const _ of [1, 2]) stage.simulation.schedules.wakeNow('reconcile-payments');
    stage.simulation.schedules.wakeNow('expire-reservations');
  }
}

/** The provider says nothing to every other question, and everybody who asks it again does so at once. */
export const doubts: Scenario = {
  name: 'doubts',
  strength: 0,
  settings: () => ({ RESERVATION_SECONDS: '20' }),
  fateOf(stage) {
    const random = new Random(stage.seed, 'doubts');
    const slow = late(stage);
    const since = stage.simulation.core.now;
    return (site) => {
      const isDark = stage.simulation.core.now < since + DARK_MS;
      if (!site.label.startsWith('partner')) return slow(site);
      if (!isDark || !random.chance(0.5)) return undefined;
      return { kind: random.pick(['lost', 'gone']) };
    };
  },
  open: (stage) => openShop(castOf(stage, '-0')),
  play(stage) {
    for (let number = 1; number <= BUYERS; number += 1)
      stage.play(buyAndRegret(stage, stage.person(`buyer-${number}`)));
    stage.play(retryRefunds(stage));
    stage.play(reconcile(stage));
  },
  faultMs: 240_000,
  quietMs: 900_000,
};
