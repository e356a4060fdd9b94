import type { Commit, Exchange, Invocation, Violation } from '../contract.ts';
import { Agenda } from './agenda.ts';
import { drain } from './drain.ts';
import type { Environment } from './environment.ts';
import { Faults, type Spared } from './faults.ts';
import { Random } from './random.ts';
import { Trace } from './trace.ts';

/** How a world is made. */
export interface CoreOptions {
  seed: number;
  start: number;
  /** 0: no faults; 1: as the seed draws them. */
  strength: number;
  keepsTrace?: boolean;
  spared?: Spared;
}

/** What all parts of a simulated world share: time, chance, faults, the trace and who is running. */
export class Core {
  readonly agenda: Agenda;
  readonly faults: Faults;
  readonly trace: Trace;
  /** How long things take. */
  readonly delays: Random;
  readonly #ids: Random;
  /** The environment whose code is running. */
  current: Environment | undefined;
  readonly logs: string[] = [];
  readonly invocations: Invocation[] = [];
  readonly exchanges: Exchange[] = [];
  readonly violations: Violation[] = [];
  readonly stats: Record<string, number> = {};
  onCommit: (commit: Commit) => void = () => undefined;
  #counter = 0;

  constructor({ seed, start, strength, keepsTrace = false, spared }: CoreOptions) {
    this.agenda = new Agenda(start);
    this.faults = new Faults(seed, strength, spared);
    this.trace = new Trace(keepsTrace);
    this.delays = new Random(seed, 'delays');
    this.#ids = new Random(seed, 'ids');
  }

  get now(): number {
    return this.agenda.now;
  }

  /** Plans something. */
  in(delayMs: number, act: () => void): void {
    this.agenda.in(delayMs, act);
  }

  /** A delay that is usually short. */
  delay(low: number, high: number): number {
    return low + Math.floor(this.delays.next() ** 2 * (high - low));
  }

  /** Runs code of an environment until it waits for the world again; of a dead one nothing runs any more. */
  enter(environment: Environment, act: () => void): void {
    if (environment.isDead) return;
    this.current = environment;
    act();
    drain();
    this.current = undefined;
  }

  /** Runs code that is not a function's (a client's, a partner's) until it waits. */
  outside(act: () => void): void {
    act();
    drain();
  }

  /** A new id of 26 characters, later ones after earlier ones. */
  newId(clock: number): string {
    this.#counter += 1;
    const tail = Math.floor(this.#ids.next() * 1e9)
      .toString(32)
      .padStart(6, '0');
    return (clock.toString(32).padStart(10, '0') + this.#counter.toString(32).padStart(10, '0') + tail).toUpperCase();
  }

  /** Counts something for the summary. */
  count(what: string, by = 1): void {
    this.stats[what] = (this.stats[what] ?? 0) + by;
  }

  /** Writes a line of the trace. */
  note(line: string): void {
    this.trace.add(`${this.now} ${line}`);
  }

  /** True when a violation has ended the run. */
  get isHalted(): boolean {
    return this.violations.length > 0;
  }

  /** Something does not hold. */
  violate(violation: Violation): void {
    this.violations.push(violation);
    this.note(`violated ${violation.invariant}: ${violation.text}`);
  }

  /** The simulator itself came to an end it should not come to. */
  fail(where: string, error: unknown): void {
    const text = error instanceof Error ? (error.stack ?? error.message) : JSON.stringify(error);
    this.violate({ invariant: 'simulator', name: where, at: this.now, text });
  }

  /** Lets the world run until this moment, or until something is violated. */
  runUntil(moment: number): void {
    while (!this.isHalted) {
      const act = this.agenda.take(moment);
      if (act === undefined) break;
      try {
        act();
      } catch (error) {
        this.fail('world', error);
      }
    }
    if (!this.isHalted) this.agenda.now = moment;
  }
}
