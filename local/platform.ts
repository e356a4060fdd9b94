import { type Core, type CoreOptions, isIdle, openCore } from './core.ts';
import { type Gateway, openGateway } from './gateway.ts';
import { type UnusedRight, unusedRights } from './least-privilege.ts';
import { localPages } from './pages.ts';

/** How to start a platform; everything but the assembly and the data directory has a default. */
export interface PlatformOptions {
  /** A synthesised cloud assembly. */
  assemblyDir: string;
  /** Where state is kept; a second start with the same folder goes on where the first ended. */
  dataDir: string;
  /** 0 (the default) takes a free port. */
  port?: number;
  /** The repository's folder; the working directory unless told otherwise. */
  root?: string;
  region?: string;
  /** Another DynamoDB than the embedded one. */
  dynamodbEndpoint?: string;
  /** Shortens the wait before a failed queue message comes again, in milliseconds; for tests. */
  retryMs?: number;
  /** Shortens the wait of functions for fuller batches, in milliseconds; for tests. */
  longestWindowMs?: number;
  /** How many execution environments may idle, over all functions; a test that calls them all in turn wants more. */
  idleCap?: number;
}

/** A running platform. */
export interface Platform {
  /** `http://127.0.0.1:<port>` */
  readonly url: string;
  readonly port: number;
  /** The inside, for tests, the console and the benchmark. */
  readonly core: Core;
  /** Resolves when every queue, stream and invocation is worked off; rejects after `timeoutMs` (default 30 s). */
  idle(timeoutMs?: number): Promise<void>;
  /** Fires a schedule now; throws Unsupported for an unknown name. */
  fireSchedule(name: string): void;
  /** Rights of functions' roles that nothing has needed since the start. */
  unusedRights(): UnusedRight[];
  /** Ends all workers in the middle of their work; the platform goes on. */
  crashWorkers(): Promise<void>;
  /** Finishes what runs, then ends everything. */
  stop(): Promise<void>;
  /** Ends the engine and all workers at once, as a crash does; nothing is finished. */
  kill(): Promise<void>;
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

const becomesIdle = async (core: Core, timeoutMs: number): Promise<void> => {
  const until = Date.now() + timeoutMs;
  for (let calm = 0; calm < 2; ) {
    // Twice in a row: between two hops a message is for a moment in nobody's hands.
    calm = isIdle(core) ? calm + 1 : 0;
    if (Date.now() > until) throw new Error(`the platform is not idle after ${timeoutMs} ms`);
    await pause(5);
  }
};

/** Starts the platform on an assembly; several can run side by side. Throws Unsupported for what it cannot run. */
export async function startPlatform(options: PlatformOptions): Promise<Platform> {
  const coreOptions: CoreOptions = {
    assemblyDir: options.assemblyDir,
    dataDir: options.dataDir,
    root: options.root ?? process.cwd(),
    region: options.region ?? 'ap-southeast-1',
    dynamodbEndpoint: options.dynamodbEndpoint,
    retryMs: options.retryMs,
    longestWindowMs: options.longestWindowMs,
    idleCap: options.idleCap,
  };
  const core = await openCore(coreOptions);
  const { functions, logs, now, blueprint, courtesy } = core;
  const { api, realm, callers } = blueprint;
  const self = { url: '' };
  const pages = localPages(core, coreOptions.root, () => self.url);
  const host = { api, accountId: realm.accountId, functions, pages, logs, now, courtesy };
  const gateway: Gateway = await openGateway(host, options.port ?? 0).catch(async (error: unknown) => {
    await core.stop();
    throw error;
  });
  self.url = `http://127.0.0.1:${gateway.port}`;
  core.scheduler.start();
  return {
    url: self.url,
    port: gateway.port,
    core,
    idle: (timeoutMs = 30_000) => becomesIdle(core, timeoutMs),
    fireSchedule: (name) => core.scheduler.fire(name),
    unusedRights: () => unusedRights(callers),
    crashWorkers: () => core.functions.crash(),
    async stop() {
      await gateway.stop();
      await core.stop();
    },
    async kill() {
      core.engine.kill();
      await core.functions.close();
      await core.stop();
    },
  };
}
