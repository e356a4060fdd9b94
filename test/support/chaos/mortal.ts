import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** A platform in a process of its own whose parts can be killed, and that can be started again with the same data. */
export interface Mortal {
  /** Where it listens now; undefined while it is dead. */
  url(): string | undefined;
  start(): Promise<void>;
  /** SIGKILL to the platform: its queues, schedules, workers and gateway go at once, its DynamoDB engine with it. */
  killPlatform(): Promise<void>;
  /** SIGKILL to the DynamoDB engine; the platform goes on and has to notice. Resolves when another one is in its place. */
  killEngine(): Promise<void>;
  /** Ends every worker in the middle of its work; the platform goes on. */
  crashWorkers(): void;
}

const startMs = 60_000;

async function addressOf(child: ChildProcess): Promise<string> {
  const told = once(child.stdout ?? child, 'data', { signal: AbortSignal.timeout(startMs) });
  const died = once(child, 'exit').then(([code]) => {
    throw new Error(`the platform ended with ${code} before it listened`);
  });
  const [line] = (await Promise.race([told, died])) as [Buffer];
  return line.toString().trim();
}

/** A mortal platform on an assembly and a data folder; not started yet. */
export function mortalPlatform(assemblyDir: string, dataDir: string): Mortal {
  const script = join(process.cwd(), 'test', 'support', 'platform-process.ts');
  let child: ChildProcess | undefined;
  let url: string | undefined;
  return {
    url: () => url,
    async start() {
      const stdio: ['ignore', 'pipe', 'inherit', 'ipc'] = ['ignore', 'pipe', 'inherit', 'ipc'];
      child = spawn(process.execPath, [script, assemblyDir, dataDir], { stdio });
      url = await addressOf(child);
    },
    async killPlatform() {
      url = undefined;
      if (!child) return;
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
      child = undefined;
    },
    async killEngine() {
      if (!child) return;
      const replaced = once(child, 'message');
      child.send('kill-engine');
      await replaced;
    },
    crashWorkers: () => void child?.send('crash'),
  };
}
