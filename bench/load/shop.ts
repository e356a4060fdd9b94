import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';

/** A shop that runs in a process of its own. */
export interface Shop {
  url: string;
  pid: number;
  /** Its process, for those that talk to it. */
  child: ChildProcess;
  /** Ends it and removes its data. */
  stop(): Promise<void>;
}

/** The arguments of node that start a shop on a data folder; it must print its health address. */
export type Program = (dataDir: string) => string[];

const asUsersStartIt: Program = (dataDir) => [join('local', 'start.ts'), '--empty', '--data-dir', dataDir];

const addressIn = (text: string): string | undefined => /health\s+(http:\/\/\S+)\/health/.exec(text)?.[1];

const addressOf = (child: ChildProcess): Promise<string> =>
  new Promise((resolve, reject) => {
    let said = '';
    const hear = (chunk: Buffer) => {
      said += chunk.toString();
      const url = addressIn(said);
      if (url !== undefined) resolve(url);
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.on('exit', () => reject(new Error(`the shop did not start:\n${said}`)));
  });

/** Starts an empty shop on a free port, as `npm start` does unless told otherwise. Rejects with what it said when it does not start. */
export async function openShop(program: Program = asUsersStartIt): Promise<Shop> {
  const dataDir = mkdtempSync(join(tmpdir(), 'oneshelf-bench-'));
  const env = { ...process.env, PORT: '0' };
  const child = spawn(process.execPath, program(dataDir), { env, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
  // A bench that fails must not leave a shop behind.
  const abandon = () => void child.kill('SIGKILL');
  process.once('exit', abandon);
  const url = await addressOf(child);
  return {
    url,
    pid: child.pid ?? 0,
    child,
    async stop() {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
      process.off('exit', abandon);
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
