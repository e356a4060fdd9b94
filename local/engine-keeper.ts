import type { EngineLink } from './engine-link.ts';
import { type EngineFiles, type EngineProcess, startEngine } from './engine-process.ts';

/** An engine that is started again whenever it dies, behind one link that stays the same. */
export interface KeptEngine {
  /** Calls reject while the engine is away, as a call to a service that is down does. */
  readonly link: EngineLink;
  /** The process of now; undefined while there is none. */
  readonly pid: number | undefined;
  /** How often it died and was started again. */
  readonly restarts: number;
  stop(): Promise<void>;
  /** Ends it for good, at once. */
  kill(): void;
}

// An engine that cannot start (a full disk) is tried again this often, for as long as the platform runs.
const againMs = 500;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Starts an engine and keeps it running; `died` is told of each death. */
export async function keepEngine(files: EngineFiles, region: string, died: () => void): Promise<KeptEngine> {
  let current: EngineProcess | undefined = await startEngine(files, region);
  let isEnding = false;
  let restarts = 0;
  let restarting = Promise.resolve();
  const inPlace = (): EngineLink => {
    if (current === undefined) throw new Error('the DynamoDB engine is being started again');
    return current.link;
  };
  const again = async (): Promise<void> => {
    while (current === undefined && !isEnding) {
      current = await startEngine(files, region).catch(() => undefined);
      if (current === undefined) await pause(againMs);
      else watch(current);
    }
    restarts += 1;
  };
  const watch = (engine: EngineProcess): void => {
    void engine.gone.then(() => {
      if (isEnding) return;
      engine.link.close();
      current = undefined;
      died();
      restarting = again();
    });
  };
  watch(current);
  const link: EngineLink = {
    get endpoint() {
      return inPlace().endpoint;
    },
    send: async (target, body) => inPlace().send(target, body),
    call: async (operation, input) => inPlace().call(operation, input),
    close: () => current?.link.close(),
  };
  return {
    link,
    get pid() {
      return current?.pid;
    },
    get restarts() {
      return restarts;
    },
    async stop() {
      isEnding = true;
      await restarting;
      await current?.stop();
    },
    kill() {
      isEnding = true;
      current?.kill();
    },
  };
}
