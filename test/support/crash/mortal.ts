import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** A platform in a process of its own that can be killed and started again with the same data. */
export interface Mortal {
  /** Where it listens now; undefined while it is dead. */
  url(): string | undefined;
  start(): Promise<void>;
  /** SIGKILL; resolves when the process is gone. */
  kill(): Promise<void>;
  /** Ends every worker in the middle of its work; the process goes on. */
  crashWorkers(): void;
}

/** A mortal platform on an assembly and a data folder; not started yet. */
export function mortalPlatform(assemblyDir: string, dataDir: string): Mortal {
  const script = join(process.cwd(), 'test', 'support', 'platform-process.ts');
  let child: ChildProcess | undefined;
  let url: string | undefined;
  return {
    url: () => url,
    async start() {
      const started = spawn(process.execPath, [script, assemblyDir, dataDir], {
        stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
      });
      child = started;
      const [line] = (await once(started.stdout ?? started, 'data')) as [Buffer];
      url = line.toString().trim();
    },
    async kill() {
      url = undefined;
      if (!child) return;
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
      child = undefined;
    },
    crashWorkers: () => void child?.send('crash'),
  };
}
