import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';

/** A shop that runs in a process of its own, as `npm start` runs it. */
export interface Shop {
  url: string;
  pid: number;
  /** Sends a signal to the platform's process. */
  signal(name: NodeJS.Signals): void;
  /** Ends it and removes its data. */
  stop(): Promise<void>;
}

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

/** Starts an empty shop on a free port; `nodeArguments` go before the program. Rejects with what it said when it does not start. */
export async function openShop(nodeArguments: string[] = [], environment: NodeJS.ProcessEnv = {}): Promise<Shop> {
  const dataDir = mkdtempSync(join(tmpdir(), 'oneshelf-bench-'));
  const program = [...nodeArguments, join('local', 'start.ts'), '--empty', '--data-dir', dataDir];
  const env = { ...process.env, ...environment, PORT: '0' };
  const child = spawn(process.execPath, program, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const url = await addressOf(child);
  return {
    url,
    pid: child.pid ?? 0,
    signal: (name) => void child.kill(name),
    async stop() {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
