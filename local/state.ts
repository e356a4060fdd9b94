import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** What the platform itself remembers between two runs: checkpoints, generated secrets, last runs, queued messages. */
export interface State {
  /** The file, for the parts that keep tables of their own in it. */
  readonly database: DatabaseSync;
  /** The remembered value, or undefined. */
  read(kind: string, key: string): string | undefined;
  /** Remembers a value; once this returns it survives a SIGKILL of the process. */
  write(kind: string, key: string, value: string): void;
  /** Runs the work in one commit. Nested calls join the outer one. */
  atomically<T>(work: () => T): T;
  close(): void;
}

// NORMAL in WAL mode loses nothing when the process dies (the pages are the kernel's by then), only when the machine does.
const pragmas = 'PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA busy_timeout=5000;';

/** Opens (or creates) `platform.sqlite` in the data directory. */
export function openState(dataDir: string): State {
  mkdirSync(dataDir, { recursive: true });
  const database = new DatabaseSync(join(dataDir, 'platform.sqlite'));
  database.exec(pragmas);
  database.exec(
    'CREATE TABLE IF NOT EXISTS memory (kind TEXT, key TEXT, value TEXT NOT NULL, PRIMARY KEY (kind, key))',
  );
  const select = database.prepare('SELECT value FROM memory WHERE kind = ? AND key = ?');
  const upsert = database.prepare('INSERT OR REPLACE INTO memory (kind, key, value) VALUES (?, ?, ?)');
  let depth = 0;
  return {
    database,
    read: (kind, key) => (select.get(kind, key) as { value: string } | undefined)?.value,
    write: (kind, key, value) => {
      upsert.run(kind, key, value);
    },
    atomically(work) {
      if (depth > 0) return work();
      depth += 1;
      database.exec('BEGIN IMMEDIATE');
      try {
        const result = work();
        database.exec('COMMIT');
        return result;
      } catch (error) {
        database.exec('ROLLBACK');
        throw error;
      } finally {
        depth -= 1;
      }
    },
    close: () => database.close(),
  };
}
