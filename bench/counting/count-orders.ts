import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Platform, startPlatform } from '../../local/platform.ts';
import type { ScheduleSpec } from '../../local/schedule-spec.ts';
import { type Client, openClient } from '../load/client.ts';
import { type Bearer, buy, fillShelf, signIn } from '../load/counter.ts';
import { Tally } from './tally.ts';
import { watchUnits } from './watch-units.ts';

/** What paid two-line orders take, each name with its count. Nothing here depends on time or on the machine. */
export interface OrderCounts {
  orders: number;
  /** `<function> <service>.<operation>` */
  calls: Record<string, number>;
  /** By function; the authoriser is asked once an order, as if every order came from another buyer. */
  invocations: Record<string, number>;
  /** DynamoDB request units by table, indexes included. */
  readUnits: Record<string, number>;
  writeUnits: Record<string, number>;
  /** Events put on the bus, by type. */
  events: Record<string, number>;
  /** Messages that rules put into queues, by rule. */
  messages: Record<string, number>;
  /** Bytes that functions and the HTTP API wrote to their logs. */
  logBytes: Record<string, number>;
  /** Queues of the template that feed a function: pollers ask them for messages all day long. */
  polledQueues: number;
  /** Runs of each schedule in a month of 30 days; they are held back while orders are counted. */
  scheduledRuns: Record<string, number>;
}

const warmOrders = 3;
// One context has events on the order's way, so one relay takes them all.
const isRelay = /-relay-outbox( |$)/;

const month = { from: new Date('2026-11-01T00:00:00Z'), to: new Date('2026-12-01T00:00:00Z') };

function runsInAMonth(schedules: ScheduleSpec[]): Record<string, number> {
  const tally = new Tally();
  for (const { name, schedule } of schedules) {
    for (let at = schedule.next(month.from); at !== undefined && at <= month.to; at = schedule.next(at))
      tally.add(name);
  }
  return tally.entries();
}

class Watch {
  readonly tallies = {
    calls: new Tally(),
    invocations: new Tally(),
    readUnits: new Tally(),
    writeUnits: new Tally(),
    events: new Tally(),
    messages: new Tally(),
    logBytes: new Tally(),
  };
  readonly #platform: Platform;

  constructor(platform: Platform) {
    this.#platform = platform;
    const { bus, engine, logs } = platform.core;
    const { events, messages, logBytes, readUnits, writeUnits } = this.tallies;
    bus.onEvent(({ detailType, rules }) => {
      events.add(detailType);
      for (const rule of rules) messages.add(rule);
    });
    const write = logs.line;
    logs.line = (name, text) => {
      logBytes.add(name, Buffer.byteLength(text) + 1);
      write(name, text);
    };
    watchUnits(engine.link, readUnits, writeUnits);
  }

  /** Forgets what was counted; what the platform counts itself is taken from here on. */
  restart(): void {
    for (const tally of Object.values(this.tallies)) tally.clear();
    this.#addOwn(-1);
  }

  read(orders: number): OrderCounts {
    this.#addOwn(1);
    this.#relayOneByOne();
    const { calls, invocations, readUnits, writeUnits, events, messages, logBytes } = this.tallies;
    return {
      orders,
      calls: calls.entries(),
      invocations: invocations.entries(),
      readUnits: readUnits.entries(),
      writeUnits: writeUnits.entries(),
      events: events.entries(),
      messages: messages.entries(),
      logBytes: logBytes.entries(),
      scheduledRuns: runsInAMonth(this.#platform.core.blueprint.schedules),
      polledQueues: this.#platform.core.blueprint.mappings.filter(({ kind }) => kind === 'queue').length,
    };
  }

  /** How many events a relay takes at once hangs on time, so each is counted as relayed alone: the dearest case. */
  #relayOneByOne(): void {
    const { calls, events, invocations } = this.tallies;
    const relayed = Object.values(events.entries()).reduce((sum, count) => sum + count, 0);
    for (const tally of [calls, invocations]) {
      for (const [name, count] of Object.entries(tally.entries())) {
        if (isRelay.test(name)) tally.add(name, relayed - count);
      }
    }
  }

  #addOwn(sign: 1 | -1): void {
    const { endpoint, functions } = this.#platform.core;
    for (const [call, count] of endpoint.calls) this.tallies.calls.add(call, sign * count);
    for (const { spec, figures } of functions.all())
      this.tallies.invocations.add(spec.name, sign * figures.invocations);
  }
}

/** One after the other, each worked off to the end, so that batches never form and two runs count the same. */
async function buyOneByOne(platform: Platform, client: Client, buyers: Bearer[], label: string): Promise<void> {
  for (const [index, buyer] of buyers.entries()) {
    await buy(client, buyer, `${label}-${index}`);
    await platform.idle();
  }
}

/** Runs paid two-line orders with one 10 % promotion through a platform of its own and counts what they take. */
export async function countOrders(assemblyDir: string, orders: number): Promise<OrderCounts> {
  const dataDir = mkdtempSync(join(tmpdir(), 'oneshelf-count-'));
  const platform = await startPlatform({ assemblyDir, dataDir });
  const client = openClient(platform.url, 1);
  try {
    // A schedule that fires in between would be counted as if an order had caused it.
    platform.core.scheduler.stop();
    const watch = new Watch(platform);
    await fillShelf(client, await signIn(client, ['admin']));
    const sessions = (count: number) => Promise.all(Array.from({ length: count }, () => signIn(client, ['customer'])));
    await buyOneByOne(platform, client, await sessions(warmOrders), 'warm');
    const buyers = await sessions(orders);
    await platform.idle();
    watch.restart();
    await buyOneByOne(platform, client, buyers, 'counted');
    return watch.read(orders);
  } finally {
    client.close();
    await platform.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}
