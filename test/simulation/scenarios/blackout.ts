import type { Person } from '../clients/person.ts';
import { isFinal } from '../clients/person.ts';
import { carry } from '../clients/staff.ts';
import type { Simulation } from '../world/simulation.ts';
import { Log } from './blackout-log.ts';
import { must } from './must.ts';
import type { Scenario, Stage } from './stage.ts';

const MINUTE_MS = 60_000;
const BEFORE_MS = 6 * MINUTE_MS;
const DARK_MS = 15 * MINUTE_MS;
const AFTER_MS = 12 * MINUTE_MS;
const ARRIVAL_MS = 4_000;
/** How long a buyer tries before leaving for another day. */
const PATIENCE_MS = 90_000;
const SKUS = ['TEA', 'CUP', 'POT'];

type Switch = { off(simulation: Simulation): void; on(simulation: Simulation): void };

const wireSwitch = (service: string): Switch => ({
  off: ({ wire }) => wire.gone.add(service),
  on: ({ wire }) => wire.gone.delete(service),
});

/** What can be gone, and how. */
const SWITCHES: Record<string, Switch> = {
  dynamodb: {
    off: ({ wire, streams }) => {
      wire.gone.add('dynamodb');
      streams.isGone = true;
    },
    on: ({ wire, streams }) => {
      wire.gone.delete('dynamodb');
      streams.return();
    },
  },
  queues: {
    off: ({ queues }) => {
      queues.isGone = true;
    },
    on: ({ queues }) => queues.return(),
  },
  bus: wireSwitch('events'),
  provider: wireSwitch('partner'),
  clock: {
    off: ({ lambda, core }) => {
      lambda.shiftMs = core.delays.chance(0.5) ? 600_000 : -600_000;
    },
    on: ({ lambda }) => {
      lambda.shiftMs = 0;
    },
  },
};

async function open(stage: Stage): Promise<void> {
  const staff = stage.person('staff', ['staff']);
  for (const sku of SKUS) {
    const price = { amount: stage.random.between(10, 99) * 100, currency: 'CNY' };
    await must(staff, 'PUT', `/v1/admin/products/${sku}`, {
      name: { en: sku },
      category: 'tea',
      price,
      status: 'active',
    });
    const receipt = { sku, locationId: 'main', quantity: 5_000, reference: 'opening' };
    await must(staff, 'POST', '/v1/admin/stock/receipts', receipt);
    stage.skus.push(sku);
  }
}

/** One request with one key until the answer is final, or the person leaves. */
async function patiently(person: Person, ask: { method: string; path: string; body: unknown }) {
  const headers = { 'idempotency-key': person.newKey() };
  const since = person.now;
  for (let pause = 1_000; person.now - since < PATIENCE_MS; pause = Math.min(pause * 2, 20_000)) {
    const reply = await person.send({ ...ask, headers });
    if (isFinal(reply)) return reply;
    await person.pause(pause * (0.5 + person.random.next()));
  }
  return undefined;
}

async function buyOnce(person: Person, stage: Stage, warehouse: Person): Promise<void> {
  const { random } = person;
  const lines = [{ sku: random.pick(stage.skus), quantity: random.between(1, 3) }];
  const token = random.pick(['approve', 'approve', 'approve', 'approve', 'decline']);
  const body = { channel: 'web', lines, payment: { provider: 'sandbox', token } };
  const reply = await patiently(person, { method: 'POST', path: '/v1/orders', body });
  stage.simulation.core.count(
    reply ? `order ${reply.status === 201 ? String(reply.body.status) : String(reply.body.code)}` : 'left',
  );
  if (reply?.status !== 201) return;
  const orderId = String(reply.body.orderId);
  await person.pause(random.between(5_000, 40_000));
  if (random.chance(0.1)) await patiently(person, { method: 'POST', path: `/v1/orders/${orderId}/cancel`, body: {} });
  else await send(warehouse, stage, orderId);
}

async function send(warehouse: Person, stage: Stage, orderId: string): Promise<void> {
  const trackingNumber = `T-${orderId.slice(-20)}`;
  const body = { partner: 'sandbox', trackingNumber };
  const reply = await patiently(warehouse, { method: 'POST', path: `/v1/admin/orders/${orderId}/shipments`, body });
  if (reply?.status === 201) carry(stage, warehouse, trackingNumber);
}

async function arrive(stage: Stage): Promise<void> {
  const clock = stage.person('clock');
  const warehouse = stage.person('warehouse', ['staff']);
  for (let number = 1; clock.now < stage.closesAt; number += 1) {
    await clock.pause(ARRIVAL_MS * (0.5 + clock.random.next()));
    stage.play(buyOnce(stage.person(`buyer-${number}`), stage, warehouse));
  }
}

/**
 * How many times the calls of before there may be afterwards: payments that were in doubt all the time are asked about and
 * written down, events that waited for the bus or in a queue are heard by all who hear them; after a wrong clock the partners' news come that we could not
 * believe before.
 */
function mostCallsAfter(gone: readonly string[]): number {
  if (gone.includes('clock')) return 2.4;
  return ['provider', 'bus', 'queues'].some((name) => gone.includes(name)) ? 1.75 : 1.3;
}

/** A steady shop from which some services are gone for fifteen minutes; afterwards it must soon be as before. */
export function blackout(...gone: readonly string[]): Scenario {
  return {
    name: `blackout-${gone.join('-')}`,
    settings: () => ({ RESERVATION_SECONDS: '600' }),
    strength: 0,
    open,
    play(stage) {
      const { simulation } = stage;
      const { core } = simulation;
      const log = new Log(simulation, { from: BEFORE_MS, to: BEFORE_MS + DARK_MS, mostCalls: mostCallsAfter(gone) });
      stage.play(arrive(stage));
      core.in(BEFORE_MS, () => {
        for (const service of gone) SWITCHES[service]?.off(simulation);
      });
      core.in(BEFORE_MS + DARK_MS, () => {
        for (const service of gone) SWITCHES[service]?.on(simulation);
      });
      core.in(BEFORE_MS + DARK_MS + AFTER_MS, () => log.judge());
    },
    faultMs: BEFORE_MS + DARK_MS + AFTER_MS,
    quietMs: 900_000,
  };
}

const names = Object.keys(SWITCHES);

/** Each service gone alone, and every two together. */
export const blackouts: readonly Scenario[] = names.flatMap((one, index) => [
  blackout(one),
  ...names.slice(index + 1).map((other) => blackout(one, other)),
]);
