import { join } from 'node:path';
import { AsyncInvoker, isInternalQueue } from './async-invoker.ts';
import { type Blueprint, readBlueprint } from './blueprint.ts';
import { Bus } from './bus.ts';
import { Courtesy } from './courtesy.ts';
import type { TableFigures } from './dynamodb-service.ts';
import { type Endpoint, openEndpoint } from './endpoint.ts';
import { openEventArchive } from './event-archive.ts';
import { type Addresses, functionEnvironment } from './function-environment.ts';
import { type Functions, openFunctions } from './lambda.ts';
import type { PoolHost } from './lambda-pool.ts';
import { type Mappings, openMappings } from './mappings.ts';
import { openPartners, type Partners } from './partners/payment-provider.ts';
import { platformServices } from './platform-services.ts';
import { Scheduler } from './scheduler.ts';
import { openStores, type StoreOptions, type Stores } from './stores.ts';
import type { Deliver } from './targets.ts';
import { workerModule } from './worker-module.ts';

/** Where the platform finds what it runs, and how. */
export interface CoreOptions extends StoreOptions {
  assemblyDir: string;
  region: string;
  /** Shortens the wait before a failed queue message comes again, in milliseconds; for tests. */
  retryMs: number | undefined;
  longestWindowMs: number | undefined;
  idleCap: number | undefined;
}

/** Everything of the platform but its front door. */
export interface Core extends Omit<Stores, 'close'> {
  blueprint: Blueprint;
  functions: Functions;
  bus: Bus;
  async: AsyncInvoker;
  scheduler: Scheduler;
  mappings: Mappings;
  endpoint: Endpoint;
  /** Who stands outside: the payment provider. */
  partners: Partners;
  /** Who goes first. */
  courtesy: Courtesy;
  /** Reads and writes of each table since the start. */
  tables: Map<string, TableFigures>;
  now(): number;
  /** Finishes what runs for a few seconds, then ends everything. */
  stop(): Promise<void>;
}

const accountId = '000000000000';
// What runs at a stop has this long to finish.
const finishMs = 5000;

const openPools = (
  { functions, realm }: Blueprint,
  { logs }: Stores,
  { root, idleCap }: CoreOptions,
  addresses: Addresses,
): Functions => {
  const host: Omit<PoolHost, 'settled'> = {
    workerModule: workerModule(join(root, 'local', 'worker.ts')),
    environmentOf: (spec) => functionEnvironment(spec, addresses, realm.region),
    log: (spec, line) => logs.line(spec.name, line),
    failed: (spec, error) => logs.error(spec.name, `${error.errorType}: ${error.errorMessage}`),
  };
  return openFunctions(functions, host, idleCap);
};

const within = async (ms: number, work: Promise<unknown>): Promise<void> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([work, late]);
  clearTimeout(timer);
};

/** Reads the assembly, opens the engines and starts everything that waits for work. */
export async function openCore(options: CoreOptions): Promise<Core> {
  const now = () => Date.now();
  const blueprint = readBlueprint(options.assemblyDir, { accountId, region: options.region, partition: 'aws' });
  const { realm, callers, resources } = blueprint;
  const stores = await openStores(blueprint, options, now);
  const { engine, state, logs, queues } = stores;

  const partners = await openPartners(state, now);
  const addresses = { endpoint: '', partners: partners.url };
  const functions = openPools(blueprint, stores, options, addresses);
  const invoker = new AsyncInvoker(functions, queues, logs);
  const deliver: Deliver = (target, messages) => {
    if (target.kind === 'function') invoker.accept(target, messages);
    else queues.get(target.name, target.arn).send(messages);
  };
  const bus = new Bus(blueprint.buses, { realm, state, archive: openEventArchive(options.dataDir), deliver, now });
  const { link } = engine;
  const mappings = openMappings({
    specs: blueprint.mappings,
    functions,
    queues,
    openStream: engine.streams(state),
    logs,
    realm,
    retryMs: options.retryMs,
    longestWindowMs: options.longestWindowMs,
    now,
  });
  const tables = new Map(blueprint.tables.map(({ name }) => [name, { reads: 0, writes: 0 }]));
  const byName = new Map(blueprint.tables.map((table) => [table.name, table]));
  const courtesy = new Courtesy();
  const dynamodb = { link, realm, tables: byName, figures: tables, written: mappings.written, courtesy };
  const endpoint = await openEndpoint({
    callerOf: (id) => callers.get(functions.caller(id)?.name ?? ''),
    services: platformServices({ resources, realm, state, bus, queues, now, dynamodb }),
  });
  addresses.endpoint = endpoint.url;
  mappings.start();
  const scheduler = new Scheduler(blueprint.schedules, { state, deliver, now });
  const stop = async (): Promise<void> => {
    scheduler.stop();
    await within(finishMs, Promise.all([mappings.stop(), invoker.stop()]));
    await functions.close();
    await mappings.stop();
    await endpoint.stop();
    await partners.stop();
    await stores.close();
  };
  const parts = {
    blueprint,
    engine,
    state,
    logs,
    queues,
    functions,
    bus,
    scheduler,
    mappings,
    endpoint,
    partners,
    tables,
    courtesy,
  };
  return { ...parts, async: invoker, now, stop };
}

/** True when nothing is running, waiting, hidden or unread anywhere; dead-letter queues may hold what they hold. */
export function isIdle(core: Core): boolean {
  if (core.functions.pending() > 0 || core.async.running > 0 || !core.mappings.idle) return false;
  return core.queues.all().every((queue) => {
    const { visible, inFlight, delayed } = queue.counts();
    return !isInternalQueue(queue.settings.name) || visible + inFlight + delayed === 0;
  });
}
