import type { ScheduleSpec } from '../../../local/schedule-spec.ts';
import type { TargetRef } from '../../../local/targets.ts';
import type { Core } from './core.ts';
import type { Lambda } from './lambda.ts';
import type { Queues } from './queues.ts';

const LATEST_MS = 50_000;
/** Lambda tries what it was given asynchronously twice more, after a minute and after two. */
const RETRY_MS = [60_000, 120_000];

/** EventBridge Scheduler: wakes functions in time, twice, late or never. */
export class Schedules {
  readonly #core: Core;
  readonly #lambda: Lambda;
  readonly #queues: Queues;
  /** Asynchronous invocations that are not over. */
  running = 0;
  readonly #known: ScheduleSpec[] = [];

  constructor(core: Core, lambda: Lambda, queues: Queues) {
    this.#core = core;
    this.#lambda = lambda;
    this.#queues = queues;
  }

  /** What an operator does about wake-ups in dead-letter queues: wakes again. */
  redrive(specs: readonly ScheduleSpec[]): void {
    for (const target of specs.flatMap(({ targets }) => targets))
      if (target.deadLetter) for (const _ of this.#queues.takeAll(target.deadLetter)) this.#wake(target, 0);
  }

  /** Wakes a function now, beside its schedule; by the end of its name. */
  wakeNow(name: string): void {
    const targets = this.#known.flatMap((spec) => spec.targets).filter((target) => target.name.endsWith(name));
    if (targets.length === 0) throw new Error(`no schedule wakes ${name}`);
    for (const target of targets) this.#wake(target, 0);
  }

  /** Starts a schedule. */
  start(spec: ScheduleSpec): void {
    this.#known.push(spec);
    this.#plan(spec);
  }

  #plan(spec: ScheduleSpec): void {
    const next = spec.schedule.next(new Date(this.#core.now));
    if (next === undefined) return;
    this.#core.in(next.getTime() - this.#core.now, () => {
      this.#fire(spec);
      this.#plan(spec);
    });
  }

  #fire({ name, targets }: ScheduleSpec): void {
    const core = this.#core;
    const { faults } = core;
    if (faults.strikes('schedule-never')) {
      core.note(`${name} never`);
      return;
    }
    const late = faults.strikes('schedule-late') ? faults.measure('schedule-late') * LATEST_MS : core.delay(0, 900);
    for (const target of targets) {
      core.in(late, () => this.#wake(target, 0));
      if (faults.strikes('schedule-twice'))
        core.in(late + faults.measure('schedule-twice') * 5_000, () => this.#wake(target, 0));
    }
  }

  #wake(target: TargetRef, tries: number): void {
    this.running += 1;
    this.#lambda.invoke(target.name, target.input === undefined ? {} : JSON.parse(target.input), ({ kind }) => {
      this.running -= 1;
      if (kind === 'returned') return;
      const pause = RETRY_MS[tries];
      if (pause !== undefined) this.#core.in(pause, () => this.#wake(target, tries + 1));
      else if (target.deadLetter) this.#queues.send(target.deadLetter, target.input ?? '{}');
    });
  }
}
