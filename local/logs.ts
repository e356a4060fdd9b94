import { createWriteStream, mkdirSync, type WriteStream } from 'node:fs';
import { join } from 'node:path';

/** Something that went wrong, for the console. */
interface ErrorEntry {
  at: string;
  source: string;
  message: string;
}

/** The log files of the platform, one per function and one for the gateway, and the errors of late. */
export interface Logs {
  /** Appends a line to `<name>.log`. */
  line(name: string, text: string): void;
  /** Appends an error to the ring that the console shows, and to `<source>.log`. */
  error(source: string, message: string): void;
  /** The last errors, oldest first. */
  errors(): ErrorEntry[];
  onError(listener: (entry: ErrorEntry) => void): void;
  close(): Promise<void>;
}

const ringSize = 100;
// A write for every line costs more than the line; nobody reads a log faster than this.
const flushMs = 100;

/** Opens the `logs` folder of a data directory. */
export function openLogs(dataDir: string, now: () => number): Logs {
  const directory = join(dataDir, 'logs');
  mkdirSync(directory, { recursive: true });
  const files = new Map<string, WriteStream>();
  const ring: ErrorEntry[] = [];
  const listeners: ((entry: ErrorEntry) => void)[] = [];
  const fileOf = (name: string): WriteStream => {
    const known = files.get(name);
    if (known !== undefined) return known;
    const file = createWriteStream(join(directory, `${name.replace(/[^\w.-]/g, '_')}.log`), { flags: 'a' });
    // A full disk or a removed folder must not take the platform down with it.
    file.on('error', () => files.delete(name));
    files.set(name, file);
    return file;
  };
  let pending = new Map<string, string>();
  let timer: NodeJS.Timeout | undefined;
  const flush = (): void => {
    timer = undefined;
    const written = pending;
    pending = new Map();
    for (const [name, text] of written) fileOf(name).write(text);
  };
  const line = (name: string, text: string): void => {
    pending.set(name, `${pending.get(name) ?? ''}${text}\n`);
    timer ??= setTimeout(flush, flushMs);
  };
  return {
    line,
    error(source, message) {
      const entry = { at: new Date(now()).toISOString(), source, message };
      ring.push(entry);
      if (ring.length > ringSize) ring.shift();
      line(source, JSON.stringify({ level: 'ERROR', ...entry }));
      for (const listener of listeners) listener(entry);
    },
    errors: () => [...ring],
    onError: (listener) => void listeners.push(listener),
    close: async () => {
      clearTimeout(timer);
      flush();
      await Promise.all([...files.values()].map((file) => new Promise((done) => file.end(done))));
    },
  };
}
