import { randomUUID } from 'node:crypto';
import type { FunctionSpec } from './function-spec.ts';
import { FunctionWorker, type Outcome } from './lambda-worker.ts';
import { traceId } from './trace-id.ts';
import type { FunctionError } from './worker.ts';

/** What the console shows of one function since the start; times are milliseconds. */
export interface FunctionFigures {
  invocations: number;
  errors: number;
  throttles: number;
  totalMs: number;
  lastError?: string;
}

/** What a pool takes from the platform. */
export interface PoolHost {
  /** What every worker runs. */
  workerModule: URL;
  environmentOf(spec: FunctionSpec): Record<string, string>;
  log(spec: FunctionSpec, line: string): void;
  failed(spec: FunctionSpec, error: FunctionError): void;
  /** Told when a worker is added or has become idle, so that idle ones can be given up over the whole platform. */
  settled(): void;
}

type Waiting = { requestId: string; event: string; settle: (outcome: Outcome) => void; patience: NodeJS.Timeout };

// Two cores run the whole platform: more threads per function only wait for one another.
const defaultWorkers = 4;
// API Gateway gives up on an integration after 30 s; a call that found no free environment by then never will.
const patienceMs = 29_000;

const throttled: Outcome = {
  ok: false,
  error: { errorType: 'TooManyRequestsException', errorMessage: 'Rate Exceeded.' },
};

/** All execution environments of one function; a call waits when they are all busy. */
export class FunctionPool {
  readonly figures: FunctionFigures = { invocations: 0, errors: 0, throttles: 0, totalMs: 0 };
  #spec: FunctionSpec;
  readonly #host: PoolHost;
  #workers = new Set<FunctionWorker>();
  #idle: FunctionWorker[] = [];
  #waiting: Waiting[] = [];
  #starting = 0;
  #running = 0;

  constructor(spec: FunctionSpec, host: PoolHost) {
    this.#spec = spec;
    this.#host = host;
  }

  get spec(): FunctionSpec {
    return this.#spec;
  }

  /** Running and waiting invocations. */
  get pending(): number {
    return this.#running + this.#waiting.length;
  }

  get workers(): number {
    return this.#workers.size;
  }

  /** Idle environments, least recently used first. */
  get idle(): readonly FunctionWorker[] {
    return this.#idle;
  }

  /** Runs the function with an event given as JSON text. Never rejects: a throttle is an outcome too. */
  invoke(event: string): Promise<Outcome> {
    return new Promise((settle) => {
      if (this.#spec.reserved === 0) {
        this.figures.throttles += 1;
        settle(throttled);
        return;
      }
      const patience = setTimeout(() => this.#giveUp(waiting), patienceMs);
      const waiting: Waiting = { requestId: randomUUID(), event, settle, patience };
      this.#waiting.push(waiting);
      this.#dispatch();
    });
  }

  /** From now on new calls run the new code; old environments end when they are idle. */
  replace(spec: FunctionSpec): void {
    this.#spec = spec;
    const old = this.#workers;
    this.#workers = new Set();
    this.#idle = [];
    this.#starting = 0;
    for (const worker of old) if (!worker.busy) void worker.end();
    this.#dispatch();
  }

  /** The same code lies somewhere else now: environments that start later read it there. */
  relocate(directory: string): void {
    this.#spec = { ...this.#spec, directory };
  }

  /** Ends one idle environment. */
  async retire(worker: FunctionWorker): Promise<void> {
    this.#idle = this.#idle.filter((each) => each !== worker);
    this.#workers.delete(worker);
    await worker.end();
  }

  /** Ends every environment, running or not, as a crash does; calls that wait get new ones. */
  async crash(): Promise<void> {
    await Promise.all([...this.#workers].map((worker) => worker.end()));
  }

  /** Ends every environment and refuses the calls that wait. */
  async close(): Promise<void> {
    for (const each of this.#waiting.splice(0)) this.#giveUp(each);
    await this.crash();
  }

  #dispatch(): void {
    while (this.#waiting.length > 0) {
      const worker = this.#idle.pop();
      if (worker === undefined) {
        this.#grow();
        return;
      }
      const call = this.#waiting.shift();
      if (call !== undefined) void this.#run(worker, call);
    }
  }

  #grow(): void {
    const cap = Math.min(this.#spec.reserved ?? defaultWorkers, defaultWorkers);
    if (this.#workers.size >= cap || this.#starting >= this.#waiting.length) return;
    this.#starting += 1;
    const spec = this.#spec;
    const worker = new FunctionWorker(spec, this.#host.environmentOf(spec), this.#host.workerModule, {
      idle: (each) => this.#freed(each),
      gone: (each, error) => this.#lost(each, error),
      log: (line) => this.#host.log(spec, line),
    });
    this.#workers.add(worker);
  }

  #freed(worker: FunctionWorker): void {
    if (!this.#workers.has(worker)) {
      void worker.end();
      return;
    }
    if (worker.lastUsed === 0) this.#starting -= 1;
    worker.lastUsed = Date.now();
    this.#idle.push(worker);
    this.#dispatch();
    this.#host.settled();
  }

  #lost(worker: FunctionWorker, startError: FunctionError | undefined): void {
    if (!this.#workers.delete(worker)) return;
    this.#idle = this.#idle.filter((each) => each !== worker);
    if (worker.lastUsed === 0) this.#starting -= 1;
    // It never became ready: the call it was started for fails with the reason, as Lambda's init errors do.
    if (startError !== undefined && worker.lastUsed === 0) {
      const call = this.#waiting.shift();
      if (call !== undefined) this.#finish(call, { ok: false, error: startError }, 0);
    }
    this.#dispatch();
  }

  async #run(worker: FunctionWorker, call: Waiting): Promise<void> {
    clearTimeout(call.patience);
    const from = performance.now();
    this.#running += 1;
    const outcome = await worker.invoke({ requestId: call.requestId, event: call.event, trace: traceId() });
    this.#running -= 1;
    this.#finish(call, outcome, performance.now() - from);
  }

  #finish(call: Waiting, outcome: Outcome, ms: number): void {
    clearTimeout(call.patience);
    this.figures.invocations += 1;
    this.figures.totalMs += ms;
    if (!outcome.ok) {
      this.figures.errors += 1;
      this.figures.lastError = `${outcome.error.errorType}: ${outcome.error.errorMessage}`;
      this.#host.failed(this.#spec, outcome.error);
    }
    call.settle(outcome);
  }

  #giveUp(call: Waiting): void {
    clearTimeout(call.patience);
    this.#waiting = this.#waiting.filter((each) => each !== call);
    this.figures.throttles += 1;
    call.settle(throttled);
  }
}
