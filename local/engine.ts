import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type EngineLink, linkEngine } from './engine-link.ts';
import { EngineStream } from './engine-stream.ts';
import { openFileStreams } from './file-stream.ts';
import type { State } from './state.ts';
import type { OpenStream } from './stream-source.ts';
import { Unsupported } from './unsupported.ts';

/** The DynamoDB that stands behind the platform. */
export interface Engine {
  /** `dynoxide`, or `external` when ONESHELF_DYNAMODB_ENDPOINT names another one. */
  readonly kind: 'dynoxide' | 'external';
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

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        typeof address === 'object' && address !== null ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });

const commandOf = (pid: number): string => {
  try {
    return execFileSync('ps', ['-p', String(pid), '-o', 'command='], { encoding: 'utf8' });
  } catch {
    return '';
  }
};

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** A platform that was killed leaves its engine running with the file open: end it, but only when it is surely that one. */
const endOrphan = async (pidFile: string, databaseFile: string): Promise<void> => {
  if (!existsSync(pidFile)) return;
  const pid = Number(readFileSync(pidFile, 'utf8'));
  const isOurs = () => Number.isInteger(pid) && pid > 1 && commandOf(pid).includes(databaseFile);
  for (let attempt = 0; attempt < 100 && isOurs(); attempt += 1) {
    process.kill(pid, 'SIGKILL');
    await pause(20);
  }
  rmSync(pidFile, { force: true });
};

const answers = async (link: EngineLink, child: ChildProcess): Promise<boolean> => {
  for (let attempt = 0; attempt < 400 && child.exitCode === null; attempt += 1) {
    try {
      await link.call('ListTables', {});
      return true;
    } catch {
      await pause(10);
    }
  }
  return false;
};

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

const launch = async (
  file: string,
  databaseFile: string,
  region: string,
): Promise<{ child: ChildProcess; link: EngineLink }> => {
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const port = await freePort();
    const child = spawn(file, ['serve', '--port', String(port), '--db-path', databaseFile], { stdio: 'ignore' });
    const link = linkEngine(`http://127.0.0.1:${port}`, region);
    if (await answers(link, child)) return { child, link };
    link.close();
    child.kill('SIGKILL');
  }
  throw new Error(`the DynamoDB engine does not start: ${file}`);
};

const ended = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve();
    else child.once('exit', () => resolve());
  });

const external = (endpoint: string, region: string): Engine => {
  const link = linkEngine(endpoint, region);
  return {
    kind: 'external',
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
}): Promise<Engine> {
  if (options.endpoint !== undefined) return external(options.endpoint, options.region);
  const file = binary(options.root);
  const hint = 'no @dynoxide binary here: name a running DynamoDB in ONESHELF_DYNAMODB_ENDPOINT';
  if (!existsSync(file)) throw new Unsupported('machine', `${process.platform}-${process.arch}`, hint);
  mkdirSync(options.dataDir, { recursive: true });
  const databaseFile = join(options.dataDir, 'dynamodb.sqlite');
  const pidFile = join(options.dataDir, 'dynamodb.pid');
  await endOrphan(pidFile, databaseFile);
  const { child, link } = await launch(file, databaseFile, options.region);
  writeFileSync(pidFile, String(child.pid));
  withDatabase(databaseFile, (database) => database.exec(indexes));
  const files = openFileStreams(databaseFile);
  return {
    kind: 'dynoxide',
    link,
    streams: (state) => (reader) => files?.open(state, reader) ?? new EngineStream(link, state, reader),
    trim: (now) =>
      withDatabase(databaseFile, (database) => void database.prepare(trimming).run(Math.floor(now / 1000) - 86_400)),
    async stop() {
      files?.close();
      link.close();
      child.kill('SIGTERM');
      await ended(child);
      rmSync(pidFile, { force: true });
    },
    kill() {
      link.close();
      child.kill('SIGKILL');
    },
  };
}
