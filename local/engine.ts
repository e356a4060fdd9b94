import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { keepEngine } from './engine-keeper.ts';
import { type EngineLink, linkEngine } from './engine-link.ts';
import { takeOver } from './engine-process.ts';
import { EngineStream } from './engine-stream.ts';
import { openFileStreams } from './file-stream.ts';
import type { State } from './state.ts';
import type { OpenStream } from './stream-source.ts';
import { Unsupported } from './unsupported.ts';

/** The DynamoDB that stands behind the platform. */
export interface Engine {
  /** `dynoxide`, or `external` when ONESHELF_DYNAMODB_ENDPOINT names another one. */
  readonly kind: 'dynoxide' | 'external';
  /** The engine's process, where it is the platform's own; undefined while a dead one is started again. */
  readonly pid: number | undefined;
  /** False while a dead engine is started again; of another DynamoDB the platform does not know. */
  readonly isUp: boolean;
  /** How often it died and was started again. */
  readonly restarts: number;
  readonly link: EngineLink;
  /** How streams are read; readers keep their checkpoints in `state`. */
  streams(state: State): OpenStream;
  /** Deletes stream records older than a day, the newest of each table excepted. */
  trim(now: number): void;
  stop(): Promise<void>;
  /** Ends it at once, as a crash would. */
  kill(): void;
}

const binary = (root: string): string =>
  join(root, 'node_modules', '@dynoxide', `${process.platform}-${process.arch}`, 'dynoxide');

// Without these a write to a table with a stream costs a scan of all stream records: 30 ms a call after 6,000 of them.
const indexes = `
  CREATE INDEX IF NOT EXISTS oneshelf_stream_table ON _stream_records (table_name, CAST(sequence_number AS INTEGER));
  CREATE INDEX IF NOT EXISTS oneshelf_stream_shard ON _stream_records (table_name, shard_id, CAST(sequence_number AS INTEGER));`;

// The engine numbers on from the newest record of a table, so that one has to stay.
const trimming = `DELETE FROM _stream_records WHERE created_at < ? AND id NOT IN (SELECT MAX(id) FROM _stream_records GROUP BY table_name)`;

const withDatabase = (file: string, work: (database: DatabaseSync) => void): void => {
  const database = new DatabaseSync(file);
  database.exec('PRAGMA busy_timeout=5000');
  try {
    work(database);
  } finally {
    database.close();
  }
};

const external = (endpoint: string, region: string): Engine => {
  const link = linkEngine(endpoint, region);
  return {
    kind: 'external',
    pid: undefined,
    isUp: true,
    restarts: 0,
    link,
    streams: (state) => (reader) => new EngineStream(link, state, reader),
    trim: () => undefined,
    stop: async () => link.close(),
    kill: () => link.close(),
  };
};

/** Starts the embedded engine on a file of the data directory, or takes the one that `endpoint` names. */
export async function openEngine(options: {
  root: string;
  dataDir: string;
  region: string;
  endpoint?: string;
  /** Told when the embedded engine died; it is started again by itself. */
  died?(): void;
}): Promise<Engine> {
  if (options.endpoint !== undefined) return external(options.endpoint, options.region);
  const file = binary(options.root);
  const hint = 'no @dynoxide binary here: name a running DynamoDB in ONESHELF_DYNAMODB_ENDPOINT';
  if (!existsSync(file)) throw new Unsupported('machine', `${process.platform}-${process.arch}`, hint);
  mkdirSync(options.dataDir, { recursive: true });
  const databaseFile = join(options.dataDir, 'dynamodb.sqlite');
  const engineFiles = { binary: file, databaseFile, pidFile: join(options.dataDir, 'dynamodb.pid') };
  await takeOver(engineFiles);
  const engine = await keepEngine(engineFiles, options.region, () => options.died?.());
  const { link } = engine;
  withDatabase(databaseFile, (database) => database.exec(indexes));
  const files = openFileStreams(databaseFile);
  return {
    kind: 'dynoxide',
    get pid() {
      return engine.pid;
    },
    get isUp() {
      return engine.pid !== undefined;
    },
    get restarts() {
      return engine.restarts;
    },
    link,
    streams: (state) => (reader) => files?.open(state, reader) ?? new EngineStream(link, state, reader),
    trim: (now) =>
      withDatabase(databaseFile, (database) => void database.prepare(trimming).run(Math.floor(now / 1000) - 86_400)),
    async stop() {
      files?.close();
      await engine.stop();
    },
    kill: engine.kill,
  };
}
