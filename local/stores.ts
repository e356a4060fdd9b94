import { mkdirSync } from 'node:fs';
import type { Blueprint } from './blueprint.ts';
import { type Engine, openEngine } from './engine.ts';
import { type Logs, openLogs } from './logs.ts';
import { openQueues, type Queues } from './queues.ts';
import { openState, type State } from './state.ts';
import { ensureTable } from './tables.ts';
import { startSweeping } from './ttl-sweep.ts';

/** Everything that keeps something on disk. */
export interface Stores {
  engine: Engine;
  state: State;
  logs: Logs;
  queues: Queues;
  close(): Promise<void>;
}

/** Where the stores live and which DynamoDB is taken. */
export interface StoreOptions {
  dataDir: string;
  root: string;
  dynamodbEndpoint: string | undefined;
}

// Records are kept a day; looking each hour is often enough.
const trimEveryMs = 3_600_000;

/** Opens the engines and makes sure that the template's tables and queues are there. */
export async function openStores(blueprint: Blueprint, options: StoreOptions, now: () => number): Promise<Stores> {
  const { dataDir, root, dynamodbEndpoint } = options;
  mkdirSync(dataDir, { recursive: true });
  const { region } = blueprint.realm;
  const logs = openLogs(dataDir, now);
  const died = () => logs.error('engine', 'the DynamoDB engine died; it is started again');
  const endpoint = dynamodbEndpoint && { endpoint: dynamodbEndpoint };
  const engine = await openEngine({ root, dataDir, region, died, ...endpoint });
  try {
    await Promise.all(blueprint.tables.map((table) => ensureTable(engine.link, table)));
  } catch (error) {
    engine.kill();
    throw error;
  }
  const state = openState(dataDir);
  const queues = openQueues(blueprint.queues, state, now);
  const trimming = setInterval(() => engine.trim(now()), trimEveryMs);
  const stopSweeping = startSweeping(engine.link, blueprint.tables, now, (error) => logs.error('ttl', String(error)));
  return {
    engine,
    state,
    logs,
    queues,
    async close() {
      clearInterval(trimming);
      stopSweeping();
      queues.close();
      await engine.stop();
      state.close();
      await logs.close();
      // Not at a start: after some days away the readers have yet to read what is old by then.
      engine.trim(now());
    },
  };
}
