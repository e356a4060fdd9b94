import type { BusSpec } from '../../../local/rules.ts';
import type { TargetRef } from '../../../local/targets.ts';
import type { BusEvent } from '../contract.ts';
import type { Core } from './core.ts';
import type { Queues } from './queues.ts';

type Entry = { EventBusName?: string; Source?: string; DetailType?: string; Detail?: string };

const RETRY_MS = 5_000;

function parsed(detail = '{}'): Record<string, unknown> | undefined {
  try {
    return JSON.parse(detail);
  } catch {
    return undefined;
  }
}

/** EventBridge: at least once, in no order, each target with its retry policy and dead-letter queue. */
export class Bus {
  readonly published: BusEvent[] = [];
  /** Everything is delivered twice. */
  tellsTwice = false;
  readonly #core: Core;
  readonly #queues: Queues;
  readonly #buses: readonly BusSpec[];
  #ids = 0;

  constructor(core: Core, queues: Queues, buses: readonly BusSpec[]) {
    this.#core = core;
    this.#queues = queues;
    this.#buses = buses;
  }

  /** PutEvents: each entry is taken or refused for itself; `isPartly` takes the first half. */
  putEvents(input: Record<string, unknown>, isPartly = false): unknown {
    const entries = (input.Entries ?? []) as Entry[];
    const most = isPartly ? Math.floor(entries.length / 2) : entries.length;
    const results = entries.map((entry, index) => {
      if (index >= most || this.#core.faults.strikes('failed-entry'))
        return { ErrorCode: 'InternalFailure', ErrorMessage: 'broken' };
      const detail = parsed(entry.Detail);
      if (detail === undefined) return { ErrorCode: 'MalformedDetail', ErrorMessage: 'Detail is malformed.' };
      this.#take(entry, detail);
      return { EventId: `bus-${this.#ids}` };
    });
    return { FailedEntryCount: results.filter(({ ErrorCode }) => ErrorCode).length, Entries: results };
  }

  #take({ EventBusName = 'default', Source = '', DetailType = '' }: Entry, detail: Record<string, unknown>): void {
    const core = this.#core;
    this.#ids += 1;
    core.count('events');
    this.published.push({ at: core.now, source: Source, detailType: DetailType, detail });
    const event = { version: '0', id: `bus-${this.#ids}`, 'detail-type': DetailType, source: Source, detail };
    const bus = this.#buses.find(({ name }) => name === EventBusName);
    if (bus === undefined) throw new Error(`no bus ${EventBusName}`);
    const matched = bus.rules.filter((rule) => rule.matches(event));
    const whole = JSON.stringify({ ...event, time: new Date(core.now).toISOString(), resources: [] });
    for (const target of matched.flatMap(({ targets }) => targets)) {
      const body = target.input ?? whole;
      const isTwice = core.faults.strikes('duplicate-event') || this.tellsTwice;
      for (let copy = isTwice ? 2 : 1; copy > 0; copy -= 1) this.#deliver(target, body, core.now, 0);
    }
  }

  #deliver(target: TargetRef, body: string, since: number, tries: number): void {
    const core = this.#core;
    const late = core.faults.strikes('late-delivery') ? core.faults.measure('late-delivery') * 30_000 : 0;
    core.in(tries === 0 ? core.delay(20, 300) + late : Math.min(RETRY_MS * 2 ** tries, 120_000), () => {
      if (target.kind !== 'queue') throw new Error(`bus target ${target.arn} is not modelled`);
      if (this.#queues.send(target.name, body)) return;
      if (tries < target.maximumRetries && core.now - since < target.maximumAgeMs)
        this.#deliver(target, body, since, tries + 1);
      else if (target.deadLetter) this.#queues.send(target.deadLetter, body);
    });
  }
}
