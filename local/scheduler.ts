import type { ScheduleSpec } from './schedule-spec.ts';
import type { State } from './state.ts';
import type { Deliver } from './targets.ts';
import { Unsupported } from './unsupported.ts';

/** A schedule as the console shows it; times are ISO 8601. */
export interface ScheduleView {
  name: string;
  expression: string;
  nextAt: string | undefined;
  lastAt: string | undefined;
}

/** What the scheduler needs. */
export interface SchedulerHost {
  state: State;
  deliver: Deliver;
  now(): number;
}

// A machine that slept wakes with timers far off; looking again this often keeps schedules right.
const lookAgainMs = 30_000;

/** Runs the template's schedules. A run that was missed while the platform was down is made up once. */
export class Scheduler {
  readonly #host: SchedulerHost;
  readonly #specs: ScheduleSpec[];
  #timer: NodeJS.Timeout | undefined;

  constructor(specs: ScheduleSpec[], host: SchedulerHost) {
    this.#host = host;
    this.#specs = specs;
    // A schedule that is new counts from now on: there was nothing to miss.
    for (const spec of this.#specs) if (this.#seen(spec) === undefined) this.#remember(spec);
  }

  start(): void {
    this.#tick();
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  /** Fires a schedule now, beside its times; throws Unsupported for an unknown name. */
  fire(name: string): void {
    const spec = this.#specs.find((each) => each.name === name);
    if (spec === undefined) throw new Unsupported('schedule', name, 'fire');
    this.#run(spec);
  }

  view(): ScheduleView[] {
    return this.#specs.map((spec) => ({
      name: spec.name,
      expression: spec.expression,
      nextAt: this.#next(spec)?.toISOString(),
      lastAt: this.#host.state.read('schedule-run', spec.name),
    }));
  }

  #tick(): void {
    const now = this.#host.now();
    for (const spec of this.#specs)
      if ((this.#next(spec)?.getTime() ?? Number.POSITIVE_INFINITY) <= now) this.#run(spec);
    const upcoming = this.#specs.map((spec) => this.#next(spec)?.getTime() ?? Number.POSITIVE_INFINITY);
    const wait = Math.min(lookAgainMs, ...upcoming.map((at) => Math.max(1, at - now)));
    this.#timer = setTimeout(() => this.#tick(), wait);
  }

  #run(spec: ScheduleSpec): void {
    const at = new Date(this.#host.now()).toISOString();
    const event = JSON.stringify({
      source: 'aws.scheduler',
      'detail-type': 'Scheduled Event',
      time: at,
      resources: [spec.name],
      detail: {},
    });
    this.#host.state.atomically(() => {
      this.#remember(spec);
      this.#host.state.write('schedule-run', spec.name, at);
      for (const target of spec.targets) this.#host.deliver(target, [{ body: target.input ?? event }]);
    });
  }

  #next(spec: ScheduleSpec): Date | undefined {
    return spec.schedule.next(new Date(this.#seen(spec) ?? this.#host.now()));
  }

  #seen(spec: ScheduleSpec): string | undefined {
    const kept = this.#host.state.read('schedule', spec.name);
    const [expression, at] = kept?.split(' @ ') ?? [];
    return expression === spec.expression ? at : undefined;
  }

  #remember(spec: ScheduleSpec): void {
    this.#host.state.write('schedule', spec.name, `${spec.expression} @ ${new Date(this.#host.now()).toISOString()}`);
  }
}
