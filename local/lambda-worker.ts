import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { FunctionSpec } from './function-spec.ts';
import { Unsupported } from './unsupported.ts';
import type { FunctionError, WorkerCall, WorkerReply, WorkerStart } from './worker.ts';

/** How an invocation ended: the function's JSON text, or Lambda's error. */
export type Outcome = { ok: true; result: string | undefined } | { ok: false; error: FunctionError };

/** What a worker tells its pool. */
export interface WorkerEvents {
  /** It can take an invocation (after start and after every call). */
  idle(worker: FunctionWorker): void;
  /** It is gone and must not be used again; `error` is set when it died before it was ready. */
  gone(worker: FunctionWorker, error: FunctionError | undefined): void;
  log(line: string): void;
}

const moduleOf = (spec: FunctionSpec): string => {
  for (const extension of ['mjs', 'js', 'cjs']) {
    const path = join(spec.directory, `${spec.file}.${extension}`);
    if (existsSync(path)) return pathToFileURL(path).href;
  }
  throw new Unsupported('handler file', spec.file, spec.name);
};

const splitLines = (log: (line: string) => void): ((chunk: string) => void) => {
  let rest = '';
  return (chunk) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) if (line !== '') log(line);
  };
};

/** One execution environment: a thread with its own environment, heap limit and time-out. */
export class FunctionWorker {
  lastUsed = 0;
  readonly #worker: Worker;
  readonly #spec: FunctionSpec;
  readonly #events: WorkerEvents;
  #call: { requestId: string; settle: (outcome: Outcome) => void; timer: NodeJS.Timeout } | undefined;
  #startError: FunctionError | undefined;
  #retired = false;

  constructor(spec: FunctionSpec, environment: Record<string, string>, workerModule: URL, events: WorkerEvents) {
    this.#spec = spec;
    this.#events = events;
    const workerData: WorkerStart = {
      module: moduleOf(spec),
      exportName: spec.exportName,
      functionName: spec.name,
      functionArn: spec.arn,
      memorySize: spec.memorySize,
      background: spec.background,
    };
    this.#worker = new Worker(workerModule, {
      env: environment,
      workerData,
      stdout: true,
      stderr: true,
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: spec.memorySize },
    });
    this.#worker.stdout.setEncoding('utf8').on('data', splitLines(events.log));
    this.#worker.stderr.setEncoding('utf8').on('data', splitLines(events.log));
    this.#worker.on('message', (reply: WorkerReply) => this.#heard(reply));
    this.#worker.on('error', (error: Error) => this.#failed({ errorType: error.name, errorMessage: error.message }));
    this.#worker.on('exit', () => this.#exited());
  }

  get busy(): boolean {
    return this.#call !== undefined;
  }

  /** Runs one invocation; the time-out ends the thread. Never rejects. */
  invoke(call: Omit<WorkerCall, 'deadline'>): Promise<Outcome> {
    const { timeoutMs } = this.#spec;
    return new Promise((settle) => {
      const timer = setTimeout(() => {
        const errorMessage = `${call.requestId} Task timed out after ${(timeoutMs / 1000).toFixed(2)} seconds`;
        this.#failed({ errorType: 'Sandbox.Timedout', errorMessage });
      }, timeoutMs);
      this.#call = { requestId: call.requestId, settle, timer };
      this.#worker.postMessage({ ...call, deadline: Date.now() + timeoutMs } satisfies WorkerCall);
    });
  }

  /** Ends the thread; a running invocation fails. */
  async end(): Promise<void> {
    this.#retired = true;
    await this.#worker.terminate();
  }

  #heard(reply: WorkerReply): void {
    if (reply.kind === 'broken') this.#failed(reply.error);
    else if (reply.kind === 'ready') this.#events.idle(this);
    else if (reply.requestId === this.#call?.requestId) {
      this.#settle(reply.kind === 'result' ? { ok: true, result: reply.result } : { ok: false, error: reply.error });
      if (!this.#retired) this.#events.idle(this);
    }
  }

  #failed(error: FunctionError): void {
    if (this.#call === undefined) this.#startError = error;
    this.#settle({ ok: false, error });
    void this.end();
  }

  #exited(): void {
    this.#settle({
      ok: false,
      error: { errorType: 'Runtime.ExitError', errorMessage: 'the execution environment ended' },
    });
    this.#events.gone(this, this.#startError);
  }

  #settle(outcome: Outcome): void {
    const call = this.#call;
    if (call === undefined) return;
    this.#call = undefined;
    clearTimeout(call.timer);
    call.settle(outcome);
  }
}
