import type { FunctionSpec } from './function-spec.ts';
import { FunctionPool, type PoolHost } from './lambda-pool.ts';
import { Unsupported } from './unsupported.ts';

/** The functions of the running template. */
export interface Functions {
  /** By name; throws Unsupported naming `where` when the template has no such function. */
  get(name: string, where: string): FunctionPool;
  all(): FunctionPool[];
  /** By the access key id that a function signs with. */
  caller(accessKeyId: string): FunctionSpec | undefined;
  /** Running and waiting invocations of all functions. */
  pending(): number;
  /** Puts new code behind a name. */
  replace(spec: FunctionSpec): void;
  /** Ends every execution environment in the middle of its work; the functions go on in new ones. */
  crash(): Promise<void>;
  close(): Promise<void>;
}

// An idle environment holds about 20 MB; a shop at work keeps some fifteen busy.
const usualIdleCap = 24;

/** The function's name in an ARN or a name; an alias or version behind it is ignored, there is one code here. */
export function functionNameOf(reference: string): string {
  const match = /:function:([^:/]+)/.exec(reference);
  return match?.[1] ?? reference;
}

/** Opens a pool for every function; nothing is started before the first call, and at most `idleCap` environments idle. */
export function openFunctions(
  specs: FunctionSpec[],
  host: Omit<PoolHost, 'settled'>,
  idleCap = usualIdleCap,
): Functions {
  const pools = new Map<string, FunctionPool>();
  const callers = new Map<string, FunctionSpec>();
  const trim = (): void => {
    let workers = 0;
    for (const pool of pools.values()) workers += pool.workers;
    if (workers <= idleCap) return;
    const idle = [...pools.values()].flatMap((pool) => pool.idle.map((worker) => ({ pool, worker })));
    if (idle.length <= idleCap) return;
    idle.sort((a, b) => a.worker.lastUsed - b.worker.lastUsed);
    for (const { pool, worker } of idle.slice(0, idle.length - idleCap)) void pool.retire(worker);
  };
  for (const spec of specs) {
    pools.set(spec.name, new FunctionPool(spec, { ...host, settled: trim }));
    callers.set(spec.accessKeyId, spec);
  }
  return {
    get(name, where) {
      const pool = pools.get(functionNameOf(name));
      if (pool === undefined) throw new Unsupported('function', name, where);
      return pool;
    },
    all: () => [...pools.values()],
    caller: (accessKeyId) => callers.get(accessKeyId),
    pending: () => [...pools.values()].reduce((sum, pool) => sum + pool.pending, 0),
    replace(spec) {
      const pool = pools.get(spec.name);
      if (pool === undefined) throw new Unsupported('new function without a restart', spec.name, 'hot reload');
      callers.delete(pool.spec.accessKeyId);
      callers.set(spec.accessKeyId, spec);
      pool.replace(spec);
    },
    async crash() {
      await Promise.all([...pools.values()].map((pool) => pool.crash()));
    },
    async close() {
      await Promise.all([...pools.values()].map((pool) => pool.close()));
    },
  };
}
