import { randomUUID } from 'node:crypto';
import type { Realm } from './dynamodb-actions.ts';
import type { EventArchive } from './event-archive.ts';
import type { Outgoing } from './queue-store.ts';
import type { BusSpec, RuleSpec } from './rules.ts';
import type { State } from './state.ts';
import type { Deliver, TargetRef } from './targets.ts';

/** One entry of PutEvents, checked. */
export interface BusEntry {
  bus: string;
  source: string;
  detailType: string;
  /** JSON text of the detail. */
  detail: string;
  time: string;
  resources: string[];
}

/** An event as it passed, for the console. */
export interface PassedEvent {
  id: string;
  time: string;
  source: string;
  detailType: string;
  rules: string[];
  detail: unknown;
}

/** What the bus needs. */
export interface BusHost {
  realm: Realm;
  state: State;
  archive: EventArchive;
  deliver: Deliver;
  now(): number;
}

const ringSize = 500;

/** All event buses of the template. */
export class Bus {
  readonly #host: BusHost;
  readonly #rules: Map<string, RuleSpec[]>;
  readonly #ring: PassedEvent[] = [];
  readonly #listeners: ((event: PassedEvent) => void)[] = [];

  constructor(buses: BusSpec[], host: BusHost) {
    this.#host = host;
    this.#rules = new Map(buses.map((bus) => [bus.name, bus.rules]));
  }

  has(bus: string): boolean {
    return this.#rules.has(bus);
  }

  /** The events of late, oldest first. */
  recent(limit: number): PassedEvent[] {
    return this.#ring.slice(-limit);
  }

  onEvent(listener: (event: PassedEvent) => void): void {
    this.#listeners.push(listener);
  }

  /** Archives the events and puts them at every target, all in one commit; returns their ids. */
  put(entries: BusEntry[]): string[] {
    const deliveries = new Map<TargetRef, Outgoing[]>();
    const lines: string[] = [];
    const passed = entries.map((entry) => {
      const id = randomUUID();
      const detail: unknown = JSON.parse(entry.detail);
      const event = { ...this.#envelope(entry, id), detail };
      const text = this.#text(entry, id);
      lines.push(text);
      const matching = (this.#rules.get(entry.bus) ?? []).filter((rule) => rule.matches(event));
      for (const target of matching.flatMap((rule) => rule.targets)) {
        const list = deliveries.get(target) ?? [];
        list.push({ body: target.input ?? text });
        deliveries.set(target, list);
      }
      const rules = matching.map((rule) => rule.name);
      return { id, time: entry.time, source: entry.source, detailType: entry.detailType, rules, detail };
    });
    this.#host.archive.append(new Date(this.#host.now()).toISOString().slice(0, 10), lines);
    this.#host.state.atomically(() => {
      for (const [target, messages] of deliveries) this.#host.deliver(target, messages);
    });
    for (const event of passed) this.#show(event);
    return passed.map((event) => event.id);
  }

  /**
   * Puts events as they passed before, with their ids, at every target that wants them now; as in a replay of EventBridge's
   * archive they are not archived again. `texts` are lines of the archive; answers how many messages they made.
   */
  replay(texts: readonly string[]): number {
    const deliveries = new Map<TargetRef, Outgoing[]>();
    for (const text of texts) this.#route(text, JSON.parse(text) as Record<string, unknown>, deliveries);
    this.#host.state.atomically(() => {
      for (const [target, messages] of deliveries) this.#host.deliver(target, messages);
    });
    return [...deliveries.values()].reduce((sum, messages) => sum + messages.length, 0);
  }

  #route(text: string, event: Record<string, unknown>, deliveries: Map<TargetRef, Outgoing[]>): void {
    const matching = [...this.#rules.values()].flat().filter((rule) => rule.matches(event));
    for (const target of matching.flatMap((rule) => rule.targets)) {
      deliveries.set(target, [...(deliveries.get(target) ?? []), { body: target.input ?? text }]);
    }
  }

  #envelope(entry: BusEntry, id: string): Record<string, unknown> {
    return {
      version: '0',
      id,
      'detail-type': entry.detailType,
      source: entry.source,
      account: this.#host.realm.accountId,
      time: entry.time,
      region: this.#host.realm.region,
      resources: entry.resources,
    };
  }

  // The detail is JSON already: put in as text, it is not built a second time.
  #text(entry: BusEntry, id: string): string {
    const envelope = JSON.stringify(this.#envelope(entry, id));
    return `${envelope.slice(0, -1)},"detail":${entry.detail}}`;
  }

  #show(event: PassedEvent): void {
    this.#ring.push(event);
    if (this.#ring.length > ringSize) this.#ring.shift();
    for (const listener of this.#listeners) listener(event);
  }
}
