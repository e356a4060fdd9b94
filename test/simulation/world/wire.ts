import type { Core } from './core.ts';
import type { Environment } from './environment.ts';
import type { FaultKind } from './faults.ts';

/** What happens to one call on its way. */
export type Fate =
  | { kind: 'fine' }
  /** The environment dies before the call leaves it, or with the reply on its way. */
  | { kind: 'killed'; applied: boolean }
  /** An error comes back; what was asked happened or not. */
  | { kind: 'error'; applied: boolean; name: string }
  /** What was asked happens after `afterMs` of `lastsMs`; the reply comes then, if anybody still waits. */
  | { kind: 'slow'; afterMs: number; lastsMs: number }
  /** What was asked happens, and nobody hears of it. */
  | { kind: 'lost' }
  /** The environment comes to its call only when `until` says so: what it knows may be old by then. */
  | { kind: 'held'; until: (goOn: () => void) => void }
  /** Half of a batch is done, and the reply names the rest. */
  | { kind: 'partly' }
  /** The other side is not there. */
  | { kind: 'gone' };

/** One call of the code under test: an AWS operation, or a request to a partner. */
export interface Call {
  /** `dynamodb TransactWriteItems`, `partner PUT /captures/...`. */
  label: string;
  /** How long the caller waits. */
  timeoutMs: number;
  /** Does what is asked, at one moment; throws what the service refuses with. */
  effect(): unknown;
  /** Does half of what is asked; of what is no batch, all. */
  partly?(): unknown;
  /** The error that a service of this kind answers with. */
  fault(name: string): Error;
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

/** Where a call is made: by which code, as its how manieth. */
export interface CallSite {
  function: string;
  source: string;
  invocation: number;
  index: number;
  label: string;
  event: number;
}

/** Decides fates from outside, instead of chance: how crash points are swept. Undefined leaves it to chance. */
export type FateOf = (site: CallSite) => Fate | undefined;

const FINE = { kind: 'fine' } as const;
const SLOWEST_MS = 90_000;
const WRITES = /Put|Update|Delete|Write|Send/;

/** The way between the code under test and everything outside of it. */
export class Wire {
  readonly #core: Core;
  /** Decides before chance does. */
  fateOf: FateOf = () => undefined;
  /** Services that are not there: `dynamodb`, `events`, `partner`. */
  readonly gone = new Set<string>();
  #calls = 0;

  constructor(core: Core) {
    this.#core = core;
  }

  #siteOf(environment: Environment, label: string): CallSite {
    this.#calls += 1;
    environment.calls += 1;
    const { spec, source, invocation, calls: index } = environment;
    return { function: spec.name, source, invocation: invocation?.id ?? 0, index, label, event: this.#calls };
  }

  /** Lets code wait; it may die before it falls asleep, or before it wakes. */
  rest(environment: Environment, milliseconds: number, wake: () => void): void {
    const core = this.#core;
    const fate = this.fateOf(this.#siteOf(environment, 'sleep'));
    if (fate?.kind === 'killed') core.in(fate.applied ? milliseconds : 0, () => environment.kill());
    else core.in(milliseconds, () => core.enter(environment, wake));
  }

  /** Carries a call; the environment hears of its end unless it is dead by then. */
  carry(environment: Environment, call: Call): void {
    const core = this.#core;
    core.count('calls');
    const site = this.#siteOf(environment, call.label);
    const fate = this.fateOf(site) ?? this.#chance(call.label);
    core.note(
      `${site.function} #${site.invocation}.${site.index} ${call.label}${fate.kind === 'fine' ? '' : ` ${JSON.stringify(fate)}`}`,
    );
    if (fate.kind === 'held') fate.until(() => this.#follow(environment, call, FINE));
    else if (fate.kind === 'partly') this.#follow(environment, { ...call, effect: call.partly ?? call.effect }, FINE);
    else this.#follow(environment, call, fate);
  }

  #follow(environment: Environment, call: Call, fate: Exclude<Fate, { kind: 'held' | 'partly' }>): void {
    const core = this.#core;
    const there = core.delay(1, 12);
    const back = core.delay(1, 12);
    const apply = () => this.#apply(call);
    const fail = (name: string) => core.enter(environment, () => call.reject(call.fault(name)));
    if (fate.kind === 'killed') {
      core.in(there, () => {
        if (fate.applied) apply();
        environment.kill();
      });
    } else if (fate.kind === 'error') {
      core.in(there, () => {
        if (fate.applied) apply();
        core.in(back, () => fail(fate.name));
      });
    } else if (fate.kind === 'gone') core.in(Math.min(call.timeoutMs, 1_000), () => fail('gone'));
    else if (fate.kind === 'lost') {
      core.in(there, apply);
      core.in(call.timeoutMs, () => fail('silence'));
    } else this.#deliver(environment, call, fate.kind === 'slow' ? fate : { afterMs: there, lastsMs: there + back });
  }

  #deliver(environment: Environment, call: Call, { afterMs, lastsMs }: { afterMs: number; lastsMs: number }): void {
    const core = this.#core;
    let isOver = false;
    if (lastsMs >= call.timeoutMs)
      core.in(call.timeoutMs, () => {
        isOver = true;
        core.enter(environment, () => call.reject(call.fault('silence')));
      });
    core.in(afterMs, () => {
      const answer = this.#apply(call);
      core.in(lastsMs - afterMs, () => {
        if (!isOver) core.enter(environment, () => answer(call));
      });
    });
  }

  /** Does what is asked and answers how to tell the caller. */
  #apply(call: Call): (call: Call) => void {
    try {
      const value = call.effect();
      return ({ resolve }) => resolve(value);
    } catch (error) {
      this.#core.note(`${call.label} refused ${(error as Error).name}`);
      return ({ reject }) => reject(error);
    }
  }

  #chance(label: string): Fate {
    const { faults } = this.#core;
    const service = label.slice(0, label.indexOf(' '));
    if (this.gone.has(service)) return { kind: 'gone' };
    if (faults.stopped) return { kind: 'fine' };
    if (faults.strikes('kill-before')) return { kind: 'killed', applied: false };
    if (faults.strikes('kill-after')) return { kind: 'killed', applied: true };
    return service === 'partner' ? this.#partnerFate() : this.#awsFate(label);
  }

  #slow(kind: FaultKind): Fate {
    const lastsMs = Math.floor(this.#core.faults.measure(kind) ** 2 * SLOWEST_MS);
    return { kind: 'slow', lastsMs, afterMs: Math.floor(this.#core.faults.measure(kind) * lastsMs) };
  }

  #partnerFate(): Fate {
    const { faults } = this.#core;
    if (faults.strikes('partner-silent'))
      return faults.measure('partner-silent') < 0.5 ? { kind: 'lost' } : { kind: 'gone' };
    if (faults.strikes('partner-error'))
      return { kind: 'error', applied: faults.measure('partner-error') < 0.5, name: 'broken' };
    return faults.strikes('partner-slow') ? this.#slow('partner-slow') : { kind: 'fine' };
  }

  #awsFate(label: string): Fate {
    const { faults } = this.#core;
    if (faults.strikes('throttle')) return { kind: 'error', applied: false, name: 'throttled' };
    if (faults.strikes('error-before')) return { kind: 'error', applied: false, name: 'broken' };
    if (faults.strikes('slow')) return this.#slow('slow');
    if (!WRITES.test(label)) return { kind: 'fine' };
    if (label.startsWith('dynamodb') && faults.strikes('conflict'))
      return { kind: 'error', applied: false, name: 'conflict' };
    if (faults.strikes('error-after')) return { kind: 'error', applied: true, name: 'broken' };
    return faults.strikes('lost-reply') ? { kind: 'lost' } : { kind: 'fine' };
  }
}
