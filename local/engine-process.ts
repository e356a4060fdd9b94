import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { type EngineLink, linkEngine } from './engine-link.ts';
import { Unsupported } from './unsupported.ts';

/** What an engine's process needs to start. */
export interface EngineFiles {
  binary: string;
  databaseFile: string;
  /** Says who has the database open: the platform's process id and the engine's. */
  pidFile: string;
}

/** A running engine. */
export interface EngineProcess {
  readonly pid: number;
  link: EngineLink;
  /** Resolves when the process has ended, whoever ended it. */
  readonly gone: Promise<void>;
  /** Asks it to end and waits until it has. */
  stop(): Promise<void>;
  /** Ends it at once. */
  kill(): void;
}

// The shell lives as long as the engine; its standard input is a pipe from the platform, so that an engine never outlives a
// platform that was killed. A group of its own keeps Ctrl-C away from the engine until the platform has finished its work.
const guard =
  '"$@" >/dev/null 2>&1 & engine=$!; echo $engine; exec 3<&0; { cat <&3 >/dev/null; kill -9 $engine 2>/dev/null; } & wait $engine';

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

const freePort = async (): Promise<number> => {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  probe.close();
  await once(probe, 'close');
  return port;
};

const commandOf = (pid: number): string => {
  try {
    return execFileSync('ps', ['-p', String(pid), '-o', 'command='], { encoding: 'utf8' });
  } catch {
    return '';
  }
};

const isRunning = (pid: number, part: string): boolean =>
  Number.isInteger(pid) && pid > 1 && commandOf(pid).includes(part);

/**
 * A platform that was killed may have left its engine with the file open: end it, but only when it is surely that one.
 * Throws Unsupported when another platform is at work on the file.
 */
export async function takeOver({ pidFile, databaseFile }: EngineFiles): Promise<void> {
  if (!existsSync(pidFile)) return;
  const [platform = 0, engine = 0] = readFileSync(pidFile, 'utf8').trim().split(' ').map(Number);
  const isOurs = () => isRunning(engine, databaseFile);
  if (platform !== process.pid && isOurs() && isRunning(platform, 'node')) {
    throw new Unsupported('second platform on one data directory', databaseFile, `process ${platform} has it open`);
  }
  for (let attempt = 0; attempt < 100 && isOurs(); attempt += 1) {
    process.kill(engine, 'SIGKILL');
    await pause(20);
  }
  rmSync(pidFile, { force: true });
}

const isGone = ({ exitCode, signalCode }: ChildProcess): boolean => exitCode !== null || signalCode !== null;

const answers = async (link: EngineLink, child: ChildProcess): Promise<boolean> => {
  for (let attempt = 0; attempt < 400 && !isGone(child); attempt += 1) {
    try {
      await link.call('ListTables', {});
      return true;
    } catch {
      await pause(10);
    }
  }
  return false;
};

const started = async (binary: string, args: string[]): Promise<{ child: ChildProcess; pid: number }> => {
  if (process.platform === 'win32') {
    const child = spawn(binary, args, { stdio: 'ignore' });
    return { child, pid: child.pid ?? 0 };
  }
  const child = spawn('sh', ['-c', guard, 'sh', binary, ...args], {
    stdio: ['pipe', 'pipe', 'ignore'],
    detached: true,
  });
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  return { child, pid: Number(line.toString()) };
};

/** Starts the engine on a free port; throws when it does not answer. */
export async function startEngine(files: EngineFiles, region: string): Promise<EngineProcess> {
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const port = await freePort();
    const args = ['serve', '--port', String(port), '--db-path', files.databaseFile];
    const { child, pid } = await started(files.binary, args);
    const link = linkEngine(`http://127.0.0.1:${port}`, region);
    if (await answers(link, child)) {
      writeFileSync(files.pidFile, `${process.pid} ${pid}`);
      return runningEngine({ link, child, pid }, files.pidFile);
    }
    link.close();
    child.stdin?.end();
  }
  throw new Error(`the DynamoDB engine does not start: ${files.binary}`);
}

const ended = async (child: ChildProcess): Promise<void> => {
  if (!isGone(child)) await once(child, 'exit');
  child.stdin?.end();
};

const runningEngine = (
  { link, child, pid }: { link: EngineLink; child: ChildProcess; pid: number },
  pidFile: string,
): EngineProcess => {
  const gone = ended(child);
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    link.close();
    if (isGone(child)) return;
    try {
      process.kill(pid, signal);
    } catch {
      // It died in this moment; its shell will say so.
    }
    await gone;
  };
  return {
    pid,
    link,
    gone,
    async stop() {
      await end('SIGTERM');
      rmSync(pidFile, { force: true });
    },
    kill() {
      void end('SIGKILL');
    },
  };
};
