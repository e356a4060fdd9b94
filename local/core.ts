import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { loadAssembly, type Resource } from './assembly.ts';
import { AsyncInvoker, isInternalQueue } from './async-invoker.ts';
import { Bus } from './bus.ts';
import type { Realm } from './dynamodb-actions.ts';
import type { TableFigures } from './dynamodb-service.ts';
import { type Endpoint, openEndpoint } from './endpoint.ts';
import { type Engine, openEngine } from './engine.ts';
import { openEventArchive } from './event-archive.ts';
import { functionEnvironment } from './function-environment.ts';
import { functionSpec } from './function-spec.ts';
import { type Functions, openFunctions } from './lambda.ts';
import { type Logs, openLogs } from './logs.ts';
import { mappingSpec } from './mapping-spec.ts';
import { type Mappings, startMappings } from './mappings.ts';
import { platformServices } from './platform-services.ts';
import { queueSpecs } from './queue-specs.ts';
import { openQueues, type Queues } from './queues.ts';
import { type Caller, callersOf } from './roles.ts';
import { busSpecs } from './rules.ts';
import { refuseUnknownTypes } from './runnable-types.ts';
import { Scheduler, scheduledFunctions } from './scheduler.ts';
import { openState, type State } from './state.ts';
import { ensureTable, tableSpec } from './tables.ts';
import type { Deliver } from './targets.ts';

/** Where the platform finds what it runs, and how. */
export interface CoreOptions {
  assemblyDir: string;
  dataDir: string;
  /** The repository's folder: home of the worker file and of the engine's binary. */
  root: string;
  region: string;
  /** Another DynamoDB than the embedded one. */
  dynamodbEndpoint: string | undefined;
  /** Shortens the wait before a failed queue message comes again; for tests. */
  retryMs: number | undefined;
}

/** Everything of the platform but its front door. */
export interface Core {
  resources: Resource[];
  realm: Realm;
  state: State;
  engine: Engine;
  logs: Logs;
  functions: Functions;
  callers: Map<string, Caller>;
  queues: Queues;
  bus: Bus;
  async: AsyncInvoker;
  scheduler: Scheduler;
  mappings: Mappings;
  endpoint: Endpoint;
  tables: Map<string, TableFigures>;
  now(): number;
  stop(): Promise<void>;
}

const ofType = (resources: Resource[], ...types: string[]): Resource[] =>
  resources.filter(({ type }) => types.includes(type));

const accountId = '000000000000';

/** Reads the assembly, opens the engines and starts everything that waits for work. */
export async function openCore(options: CoreOptions): Promise<Core> {
  const { dataDir, root, region } = options;
  const now = () => Date.now();
  const realm: Realm = { accountId, region, partition: 'aws' };
  const resources = loadAssembly(options.assemblyDir, realm);
  refuseUnknownTypes(resources);
  const specs = ofType(resources, 'AWS::Lambda::Function').map(functionSpec);
  const callers = callersOf(resources, specs);
  const buses = busSpecs(resources);
  const mapped = ofType(resources, 'AWS::Lambda::EventSourceMapping').map(mappingSpec);
  const asynchronous = [...scheduledFunctions(resources), ...ruleFunctions(buses)];

  mkdirSync(dataDir, { recursive: true });
  const engine = await openEngine({
    root,
    dataDir,
    region,
    ...(options.dynamodbEndpoint && { endpoint: options.dynamodbEndpoint }),
  });
  const tableResources = ofType(resources, 'AWS::DynamoDB::Table');
  await Promise.all(tableResources.map((table) => ensureTable(engine.link, table)));
  engine.trim(now());
  const state = openState(dataDir);
  const logs = openLogs(dataDir, now);
  const queues = openQueues(queueSpecs(resources, asynchronous), state, now);

  const endpointUrl = { value: '' };
  const functions = openFunctions(specs, {
    workerFile: join(root, 'local', 'worker.ts'),
    environmentOf: (spec) => functionEnvironment(spec, endpointUrl.value, region),
    log: (spec, line) => logs.line(spec.name, line),
    failed: (spec, error) => logs.error(spec.name, `${error.errorType}: ${error.errorMessage}`),
  });
  const invoker = new AsyncInvoker(functions, queues, logs);
  const deliver: Deliver = (target, messages) => {
    if (target.kind === 'function') invoker.accept(target, messages);
    else queues.get(target.name, target.arn).send(messages);
  };
  const bus = new Bus(buses, { realm, state, archive: openEventArchive(dataDir), deliver, now });
  const tableSpecs = new Map(tableResources.map((table) => [table.physicalId, tableSpec(table)]));
  const tables = new Map(tableResources.map((table) => [table.physicalId, { reads: 0, writes: 0 }]));
  const written = { tell: (_table: string): void => undefined };
  const endpoint = await openEndpoint({
    callerOf: (id) => callers.get(functions.caller(id)?.name ?? ''),
    services: platformServices({
      resources,
      realm,
      state,
      bus,
      queues,
      now,
      dynamodb: {
        link: engine.link,
        realm,
        tables: tableSpecs,
        figures: tables,
        written: (table) => written.tell(table),
      },
    }),
  });
  endpointUrl.value = endpoint.url;
  const { retryMs } = options;
  const link = engine.link;
  const mappings = startMappings({ specs: mapped, callers, functions, queues, link, state, logs, realm, retryMs, now });
  written.tell = mappings.written;
  const scheduler = new Scheduler(resources, { state, deliver, now });
  const stop = async (): Promise<void> => {
    scheduler.stop();
    await mappings.stop();
    queues.close();
    await functions.close();
    await endpoint.stop();
    await engine.stop();
    state.close();
    await logs.close();
  };
  const parts = {
    resources,
    realm,
    state,
    engine,
    logs,
    functions,
    callers,
    queues,
    bus,
    scheduler,
    mappings,
    endpoint,
  };
  return { ...parts, async: invoker, tables, now, stop };
}

const ruleFunctions = (buses: ReturnType<typeof busSpecs>): string[] =>
  buses.flatMap(({ rules }) =>
    rules.flatMap(({ targets }) => targets.filter(({ kind }) => kind === 'function').map(({ name }) => name)),
  );

/** True when nothing is running, waiting, hidden or unread anywhere; dead-letter queues may hold what they hold. */
export function isIdle(core: Core): boolean {
  if (core.functions.pending() > 0 || core.async.running > 0 || !core.mappings.idle) return false;
  return core.queues.all().every((queue) => {
    const { visible, inFlight, delayed } = queue.counts();
    return !isInternalQueue(queue.settings.name) || visible + inFlight + delayed === 0;
  });
}
