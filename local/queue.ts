import { type MessageRows, newMessage, type Outgoing, type QueueMessage, type QueueSettings } from './queue-store.ts';
import type { State } from './state.ts';

/** Where messages stand right now. `delayed` are those that wait for their delay or their visibility to end. */
export interface QueueCounts {
  visible: number;
  inFlight: number;
  delayed: number;
}

/** What a queue needs from the platform. */
export interface QueueHost {
  state: State;
  rows: MessageRows;
  now(): number;
  /** Takes a message that was received too often, in the same commit. */
  bury(queueName: string, message: QueueMessage): void;
}

/** A standard queue: at least once, visibility, delay, redrive. Order is kept where nothing fails. */
export class Queue {
  readonly settings: QueueSettings;
  readonly #host: QueueHost;
  #ready: QueueMessage[] = [];
  readonly #inFlight = new Map<string, QueueMessage>();
  readonly #hidden = new Set<QueueMessage>();
  #timer: NodeJS.Timeout | undefined;
  #timerAt = Number.POSITIVE_INFINITY;
  #wake: () => void = () => undefined;

  constructor(settings: QueueSettings, host: QueueHost) {
    this.settings = settings;
    this.#host = host;
    const now = host.now();
    for (const message of host.rows.load(settings.name)) {
      // Whoever held a message before this start is gone, so what was in flight is visible again at once.
      if (message.receives > 0) message.visibleAt = now;
      this.#place(message, now);
    }
  }

  /** Called whenever a message became visible. One listener: a queue has one mapping. */
  onVisible(wake: () => void): void {
    this.#wake = wake;
    if (this.#ready.length > 0) wake();
  }

  /** Puts messages on the queue, in one commit; returns their ids. */
  send(messages: Outgoing[]): string[] {
    const now = this.#host.now();
    const made = messages.map((message) => newMessage(message, this.settings, now));
    this.#host.state.atomically(() => {
      for (const message of made) this.#host.rows.insert(this.settings.name, message);
    });
    for (const message of made) this.#place(message, now);
    if (this.#ready.length > 0) this.#wake();
    return made.map((message) => message.id);
  }

  /** Takes over a message whose row was moved here already. */
  adopt(message: QueueMessage): void {
    this.#place(message, this.#host.now());
    if (this.#ready.length > 0) this.#wake();
  }

  /** Up to `limit` visible messages, invisible from now on; those received too often go to the dead-letter queue instead. */
  receive(limit: number): QueueMessage[] {
    const now = this.#host.now();
    const taken: QueueMessage[] = [];
    this.#host.state.atomically(() => {
      while (taken.length < limit && this.#ready.length > 0) taken.push(...this.#take(now));
    });
    return taken;
  }

  /** Forgets messages that were worked off. */
  remove(messages: QueueMessage[]): void {
    this.#host.state.atomically(() => {
      for (const message of messages) {
        this.#inFlight.delete(message.id);
        this.#host.rows.remove(message.id);
      }
    });
  }

  /** Gives messages back: visible again when the visibility that began at receipt ends, or after `delayMs`. */
  release(messages: QueueMessage[], delayMs?: number): void {
    const now = this.#host.now();
    for (const message of messages) {
      if (!this.#inFlight.delete(message.id)) continue;
      if (delayMs !== undefined) message.visibleAt = now + delayMs;
      this.#place(message, now);
    }
  }

  /** Hands every visible message to `take` (used by redrive), oldest first. */
  drain(take: (message: QueueMessage) => void): number {
    const all = this.#ready;
    this.#ready = [];
    for (const message of all) take(message);
    return all.length;
  }

  /** Takes every visible message; they are gone when `remove` says so. */
  take(): QueueMessage[] {
    const all = this.#ready;
    this.#ready = [];
    return all;
  }

  /** A copy of the messages that are visible. */
  peek(): QueueMessage[] {
    return this.#ready.map((message) => ({ ...message }));
  }

  counts(): QueueCounts {
    return { visible: this.#ready.length, inFlight: this.#inFlight.size, delayed: this.#hidden.size };
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#wake = () => undefined;
  }

  /** The next visible message, or nothing where that one was received too often. */
  #take(now: number): QueueMessage[] {
    const message = this.#ready.shift();
    if (message === undefined) return [];
    if (!this.#spent(message)) return [this.#hold(message, now)];
    this.#host.bury(this.settings.name, message);
    return [];
  }

  #spent(message: QueueMessage): boolean {
    const redrive = this.settings.redrive;
    return redrive !== undefined && message.receives >= redrive.maxReceives;
  }

  #hold(message: QueueMessage, now: number): QueueMessage {
    message.receives += 1;
    message.firstReceivedAt ??= now;
    message.visibleAt = now + this.settings.visibilityMs;
    this.#inFlight.set(message.id, message);
    this.#host.rows.update(message);
    return message;
  }

  #place(message: QueueMessage, now: number): void {
    if (message.visibleAt <= now) {
      this.#ready.push(message);
      return;
    }
    this.#hidden.add(message);
    this.#arm(message.visibleAt, now);
  }

  #arm(at: number, now: number): void {
    if (at >= this.#timerAt) return;
    clearTimeout(this.#timer);
    this.#timerAt = at;
    this.#timer = setTimeout(() => this.#reveal(), Math.max(1, at - now));
    this.#timer.unref();
  }

  #reveal(): void {
    this.#timerAt = Number.POSITIVE_INFINITY;
    const now = this.#host.now();
    const waiting = [...this.#hidden];
    this.#hidden.clear();
    for (const message of waiting) this.#place(message, now);
    if (this.#ready.length > 0) this.#wake();
  }
}
