import type { FunctionSpec } from '../../../local/function-spec.ts';
import type { Invocation } from '../contract.ts';

/** One execution environment of a Lambda: what a warm function remembers, and the clock it believes in. */
export class Environment {
  readonly id: number;
  readonly spec: FunctionSpec;
  /** Lambda's source file. */
  readonly source: string;
  /** How far its clock is off, in milliseconds. */
  readonly skewMs: number;
  /** How far all clocks were off when it began its work. */
  shiftMs = 0;
  readonly memory = new Map<string, unknown>();
  readonly variables: Record<string, string>;
  /** What it is working on. */
  invocation: Invocation | undefined;
  /** Calls made in the invocation so far. */
  calls = 0;
  isDead = false;
  /** Tells Lambda that the environment died. */
  onDeath: () => void = () => undefined;

  constructor(id: number, spec: FunctionSpec, source: string, skewMs: number) {
    this.id = id;
    this.spec = spec;
    this.source = source;
    this.skewMs = skewMs;
    this.variables = { AWS_REGION: 'us-east-1', TZ: 'UTC', ...spec.environment };
  }

  /** Ends it at once: whatever it waits for never comes. */
  kill(): void {
    if (this.isDead) return;
    this.isDead = true;
    this.onDeath();
  }
}
