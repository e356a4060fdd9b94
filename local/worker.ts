// The inside of one execution environment: a worker thread that holds one function and runs one invocation at a time.
import { setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';

/** What a worker is started with. */
export interface WorkerStart {
  /** file: URL of the module. */
  module: string;
  exportName: string;
  functionName: string;
  functionArn: string;
  memorySize: number;
  /** True where nobody waits for its answers. */
  background: boolean;
}

/** One invocation, as the pool sends it. `event` is JSON text, as it is in Lambda. */
export interface WorkerCall {
  requestId: string;
  event: string;
  deadline: number;
  trace: string;
}

/** Lambda's error shape. */
export interface FunctionError {
  errorType: string;
  errorMessage: string;
  trace?: string[];
}

/** What a worker says: it is ready, it could not load, or the outcome of a call (JSON text). */
export type WorkerReply =
  | { kind: 'ready' }
  | { kind: 'broken'; error: FunctionError }
  | { kind: 'result'; requestId: string; result: string | undefined }
  | { kind: 'failure'; requestId: string; error: FunctionError };

const BACKGROUND_NICE = 5;

type Handler = (event: unknown, context: Record<string, unknown>) => unknown;

const describe = (error: unknown): FunctionError =>
  error instanceof Error
    ? { errorType: error.name, errorMessage: error.message, trace: (error.stack ?? '').split('\n').slice(1, 12) }
    : { errorType: typeof error, errorMessage: String(error) };

const contextOf = (start: WorkerStart, call: WorkerCall): Record<string, unknown> => ({
  awsRequestId: call.requestId,
  functionName: start.functionName,
  functionVersion: '$LATEST',
  invokedFunctionArn: start.functionArn,
  memoryLimitInMB: String(start.memorySize),
  logGroupName: `/aws/lambda/${start.functionName}`,
  logStreamName: 'local',
  callbackWaitsForEmptyEventLoop: true,
  getRemainingTimeInMillis: () => Math.max(0, call.deadline - Date.now()),
});

const answer = async (handler: Handler, start: WorkerStart, call: WorkerCall): Promise<WorkerReply> => {
  process.env._X_AMZN_TRACE_ID = call.trace;
  try {
    const value = await handler(JSON.parse(call.event), contextOf(start, call));
    return { kind: 'result', requestId: call.requestId, result: JSON.stringify(value) };
  } catch (error) {
    return { kind: 'failure', requestId: call.requestId, error: describe(error) };
  }
};

const run = async (): Promise<void> => {
  const start = workerData as WorkerStart;
  const say = (reply: WorkerReply) => parentPort?.postMessage(reply);
  // On Linux a thread has a priority of its own; elsewhere it would be the whole platform's.
  if (start.background && process.platform === 'linux') setPriority(0, BACKGROUND_NICE);
  try {
    const loaded = (await import(start.module)) as Record<string, unknown>;
    const handler = loaded[start.exportName];
    if (typeof handler !== 'function')
      throw new TypeError(`${start.exportName} is not exported by the handler's module`);
    // nodejs24.x refuses callback handlers: a third declared parameter is an error there, so it is one here.
    if (handler.length >= 3) throw new TypeError('nodejs24.x does not take callback handlers (three parameters)');
    parentPort?.on('message', async (call: WorkerCall) => say(await answer(handler as Handler, start, call)));
    say({ kind: 'ready' });
  } catch (error) {
    say({ kind: 'broken', error: describe(error) });
  }
};

void run();
