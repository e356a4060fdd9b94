import { contextNames } from '../../../infra/constructs/names.ts';
import type { FunctionSpec } from '../../../local/function-spec.ts';
import type { Invocation } from '../contract.ts';
import type { Code } from './code.ts';
import type { Core } from './core.ts';
import { Environment } from './environment.ts';

/** How an invocation ended. */
export type Outcome =
  | { kind: 'returned'; value: unknown }
  | { kind: 'threw' | 'killed' | 'timed-out' | 'throttled'; value?: undefined };

type Done = (outcome: Outcome) => void;
type Pool = { spec: FunctionSpec; source: string; idle: Environment[]; running: number };

/** The source file of a function by its name: `<stage>-<context>-<file>`; the relay is the same file everywhere. */
export function sourceOf(functionName: string): string {
  const name = functionName.slice(functionName.indexOf('-') + 1);
  const context = contextNames.find((each) => name.startsWith(`${each}-`)) ?? '';
  const file = name.slice(context.length + 1);
  return file === 'relay-outbox' ? 'shared/platform/relay-outbox.ts' : `functions/${context}/${file}.ts`;
}

const SKEW_MS = 300_000;

/** Lambda: environments that stay warm, die, and believe in clocks of their own; time-outs and reserved concurrency. */
export class Lambda {
  readonly #core: Core;
  readonly #code: Code;
  readonly #pools: Map<string, Pool>;
  #environments = 0;
  /** Shifts the clock of every environment; a blackout of the clock. */
  shiftMs = 0;

  constructor(core: Core, code: Code, functions: readonly FunctionSpec[]) {
    this.#core = core;
    this.#code = code;
    this.#pools = new Map(
      functions.map((spec) => [spec.name, { spec, source: sourceOf(spec.name), idle: [], running: 0 }]),
    );
  }

  /** Invokes a function; `done` is told how it ended. */
  invoke(name: string, event: unknown, done: Done): void {
    const pool = this.#pools.get(name);
    if (pool === undefined) throw new Error(`no function ${name}`);
    if (pool.spec.reserved !== undefined && pool.running >= pool.spec.reserved) {
      this.#core.in(5, () => done({ kind: 'throttled' }));
      return;
    }
    pool.running += 1;
    const warm = this.#warm(pool);
    const isKept = warm !== undefined && !this.#core.faults.strikes('lost-environment');
    const environment = isKept ? warm : this.#cold(pool);
    this.#core.in(isKept ? 1 : this.#core.delay(80, 400), () => this.#run(pool, environment, event, done));
  }

  /** An environment that waits for work: one that died over what an invocation left undone is no more. */
  #warm({ idle }: Pool): Environment | undefined {
    let warm = idle.pop();
    while (warm?.isDead) warm = idle.pop();
    return warm;
  }

  #cold({ spec, source }: Pool): Environment {
    this.#environments += 1;
    const isOff = this.#core.faults.strikes('skewed-clock');
    const skewMs = isOff ? Math.round((this.#core.faults.measure('skewed-clock') * 2 - 1) * SKEW_MS) : 0;
    return new Environment(this.#environments, spec, source, skewMs);
  }

  #run(pool: Pool, environment: Environment, event: unknown, done: Done): void {
    const core = this.#core;
    const { invocations } = core;
    const { source, spec } = pool;
    const invocation: Invocation = { id: invocations.length + 1, function: spec.name, source, at: core.now };
    invocations.push(invocation);
    environment.invocation = invocation;
    environment.calls = 0;
    environment.shiftMs = this.shiftMs;
    core.count('invocations');
    core.note(`${spec.name} #${invocation.id} on ${environment.id}`);
    const end = (outcome: Outcome): void => {
      if (invocation.outcome !== undefined || outcome.kind === 'throttled') return;
      invocation.outcome = outcome.kind;
      invocation.endedAt = core.now;
      pool.running -= 1;
      core.note(`${spec.name} #${invocation.id} ${outcome.kind}`);
      if (!environment.isDead) pool.idle.push(environment);
      core.in(outcome.kind === 'killed' ? core.delay(10, 200) : 1, () => core.outside(() => done(outcome)));
    };
    environment.onDeath = () => end({ kind: 'killed' });
    core.in(spec.timeoutMs, () => {
      if (invocation.outcome !== undefined) return;
      environment.onDeath = () => end({ kind: 'timed-out' });
      environment.kill();
    });
    this.#start(environment, event, end);
  }

  #start(environment: Environment, event: unknown, end: Done): void {
    const handler = this.#code.handlers.get(environment.source);
    if (handler === undefined) throw new Error(`no source ${environment.source}`);
    const context = {
      awsRequestId: `request-${environment.invocation?.id}`,
      functionName: environment.spec.name,
      getRemainingTimeInMillis: () =>
        Math.max(0, (environment.invocation?.at ?? 0) + environment.spec.timeoutMs - this.#core.now),
    };
    this.#core.enter(environment, () => {
      handler(event, context).then(
        (value) => end({ kind: 'returned', value }),
        (error: unknown) => {
          this.#core.note(`threw ${(error as Error)?.name}: ${(error as Error)?.message}`);
          end({ kind: 'threw' });
        },
      );
    });
  }
}
