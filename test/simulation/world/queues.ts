import type { QueueMappingSpec } from '../../../local/mapping-spec.ts';
import type { QueueSettings } from '../../../local/queue-store.ts';
import type { Delivery, QueueState } from '../contract.ts';
import { dueAt, isFull, recordsOf } from './batching.ts';
import type { Core } from './core.ts';
import type { Lambda, Outcome } from './lambda.ts';
import type { Message, Queue } from './queue.ts';

type Report = { batchItemFailures?: { itemIdentifier: string }[] } | undefined;

/** SQS with its pollers: at least once, out of order, visibility, receive counts and dead-letter queues of the template. */
export class Queues {
  readonly deliveries: Delivery[] = [];
  /** True while SQS is not there. */
  isGone = false;
  readonly #core: Core;
  readonly #lambda: Lambda;
  readonly #queues: Map<string, Queue>;
  #ids = 0;

  constructor(core: Core, lambda: Lambda, settings: readonly QueueSettings[], mappings: readonly QueueMappingSpec[]) {
    this.#core = core;
    this.#lambda = lambda;
    this.#queues = new Map(
      settings.map((each) => {
        const mapping = mappings.find(({ queue }) => queue === each.name);
        return [each.name, { settings: each, messages: [], running: 0, ...(mapping && { mapping }) }];
      }),
    );
  }

  /** Puts a message into a queue; answers false while there are no queues. */
  send(name: string, body: string, delayMs?: number): boolean {
    const queue = this.#queues.get(name);
    if (queue === undefined) throw new Error(`no queue ${name}`);
    if (this.isGone) return false;
    const { faults } = this.#core;
    const wait = delayMs ?? queue.settings.delayMs;
    const late = faults.strikes('late-delivery') ? faults.measure('late-delivery') * 30_000 : 0;
    this.#ids += 1;
    const message = { id: `message-${this.#ids}`, body, receives: 0, visibleAt: this.#core.now + wait + late };
    queue.messages.push(message);
    if (faults.strikes('duplicate-message'))
      queue.messages.push({ ...message, visibleAt: message.visibleAt + faults.measure('duplicate-message') * 30_000 });
    this.#plan(queue);
    return true;
  }

  /** Names of the queues that feed functions. */
  get fed(): string[] {
    return [...this.#queues.values()].filter(({ mapping }) => mapping).map(({ settings }) => settings.name);
  }

  /** Puts one message there, whatever else goes wrong. */
  plant(name: string, body: string): void {
    const queue = this.#queues.get(name);
    queue?.messages.push({ id: `planted ${body}`, body, receives: 0, visibleAt: this.#core.now });
    if (queue) this.#plan(queue);
  }

  /** The queue's operations that functions call. */
  call(operation: string, input: Record<string, unknown>): unknown {
    const name = String(input.QueueUrl).split('/').at(-1) ?? '';
    if (operation === 'SendMessageBatch')
      return this.#sendBatch(name, input.Entries as { Id: string; MessageBody: string }[]);
    if (operation !== 'SendMessage') throw new Error(`SQS ${operation} is not modelled`);
    this.send(
      name,
      String(input.MessageBody),
      input.DelaySeconds === undefined ? undefined : Number(input.DelaySeconds) * 1000,
    );
    return { MessageId: `message-${this.#ids}` };
  }

  #sendBatch(name: string, entries: { Id: string; MessageBody: string }[]): unknown {
    const { faults } = this.#core;
    const taken = entries.filter(({ MessageBody }) => !faults.strikes('failed-entry') && this.send(name, MessageBody));
    const failed = entries.filter((entry) => !taken.includes(entry));
    return {
      Successful: taken.map(({ Id }) => ({ Id })),
      Failed: failed.map(({ Id }) => ({ Id, Code: 'InternalError' })),
    };
  }

  /** Takes everything out of a queue, as an operator does with dead letters; answers the bodies. */
  takeAll(name: string): string[] {
    const messages = this.#queues.get(name)?.messages.splice(0) ?? [];
    return messages.map(({ body }) => body);
  }

  /** All queues as they are. */
  states(): QueueState[] {
    const dead = new Set([...this.#queues.keys()].filter((name) => name.endsWith('-dlq')));
    return [...this.#queues.values()].map(({ settings, messages }) => ({
      name: settings.name,
      isDeadLetter: dead.has(settings.name),
      messages: messages.map(({ id, body, receives }) => ({ id, body, receiveCount: receives })),
    }));
  }

  /** SQS is back: every queue is looked at again. */
  return(): void {
    this.isGone = false;
    for (const queue of this.#queues.values()) this.#plan(queue);
  }

  /** Looks at the queue when its next message is due: one that is hidden still keeps none waiting that is not. */
  #plan(queue: Queue): void {
    const { mapping, messages } = queue;
    if (mapping === undefined || this.isGone || queue.running >= mapping.concurrency || messages.length === 0) return;
    const [due, isSoon] = [dueAt(messages), isFull(messages, mapping, this.#core.now)];
    if (queue.plan && queue.plan.due <= due && (queue.plan.isSoon || !isSoon)) return;
    const plan = { due, isSoon };
    queue.plan = plan;
    // Who waits for a fuller batch waits no longer once it is full.
    const gather = isSoon ? this.#core.delay(10, 40) : mapping.windowMs + this.#core.delay(5, 100);
    this.#core.in(Math.max(1, due - this.#core.now + gather), () => {
      if (queue.plan !== plan) return;
      delete queue.plan;
      this.#receive(queue, mapping);
      this.#plan(queue);
    });
  }

  #receive(queue: Queue, mapping: QueueMappingSpec): void {
    if (this.isGone) return;
    const { now, delays } = this.#core;
    const visible = delays.shuffled(queue.messages.filter(({ visibleAt }) => visibleAt <= now));
    const batch: Message[] = [];
    for (const message of visible) {
      if (batch.length === mapping.batchSize) break;
      if (this.#isExhausted(queue, message)) continue;
      // Two copies of a message are never handed over together: SQS knows them as one.
      if (batch.some(({ id }) => id === message.id)) continue;
      message.receives += 1;
      message.visibleAt = now + queue.settings.visibilityMs;
      batch.push(message);
    }
    if (batch.length > 0) this.#work(queue, mapping, batch);
  }

  #isExhausted(queue: Queue, message: Message): boolean {
    const { redrive } = queue.settings;
    if (redrive === undefined || message.receives < redrive.maxReceives) return false;
    queue.messages.splice(queue.messages.indexOf(message), 1);
    this.#core.note(`${queue.settings.name} ${message.id} to ${redrive.to}`);
    this.#core.count('dead letters');
    this.#queues.get(redrive.to)?.messages.push({ ...message, receives: 0, visibleAt: this.#core.now });
    return true;
  }

  #work(queue: Queue, mapping: QueueMappingSpec, batch: Message[]): void {
    queue.running += 1;
    const started = batch.map((message) => this.#delivery(queue, mapping, message));
    const Records = recordsOf(batch, mapping.sourceArn);
    this.#lambda.invoke(mapping.functionName, { Records }, (outcome) => {
      queue.running -= 1;
      this.#settle(queue, mapping, batch, outcome, started);
      this.#plan(queue);
    });
  }

  #delivery(queue: Queue, { functionName }: QueueMappingSpec, { id, receives, body }: Message): Delivery {
    const delivery: Delivery = {
      at: this.#core.now,
      queue: queue.settings.name,
      consumer: functionName,
      messageId: id,
      receiveCount: receives,
      body,
      outcome: 'lost',
    };
    this.deliveries.push(delivery);
    return delivery;
  }

  #settle(queue: Queue, mapping: QueueMappingSpec, batch: Message[], outcome: Outcome, started: Delivery[]): void {
    for (const delivery of started) delivery.endedAt = this.#core.now;
    if (outcome.kind !== 'returned') {
      for (const delivery of started) delivery.outcome = outcome.kind === 'threw' ? 'failed' : 'lost';
      return;
    }
    const failures = mapping.reportsFailures ? ((outcome.value as Report)?.batchItemFailures ?? []) : [];
    const failed = new Set(failures.map(({ itemIdentifier }) => itemIdentifier));
    batch.forEach((message, index) => {
      const delivery = started[index] as Delivery;
      delivery.outcome = failed.has(message.id) ? 'failed' : 'done';
      if (delivery.outcome === 'done') this.#delete(queue, message);
    });
  }

  #delete(queue: Queue, message: Message): void {
    const index = queue.messages.indexOf(message);
    if (index >= 0) queue.messages.splice(index, 1);
  }
}
