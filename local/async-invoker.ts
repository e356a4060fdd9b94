import type { Functions } from './lambda.ts';
import type { Logs } from './logs.ts';
import type { Queue } from './queue.ts';
import type { Outgoing, QueueMessage, QueueSettings } from './queue-store.ts';
import type { Queues } from './queues.ts';
import type { TargetRef } from './targets.ts';

/** What a queued invocation carries besides its event. */
type Ticket = {
  event: string;
  target: Pick<TargetRef, 'name' | 'maximumRetries' | 'maximumAgeMs' | 'deadLetter' | 'arn'>;
};

const queuePrefix = 'invoke.';
const concurrency = 4;
const firstRetryMs = 1000;

/** Lambda's own queue in front of an asynchronously invoked function; Lambda tries a failed event twice more. */
export function asyncQueueSettings(functionName: string): QueueSettings {
  return { name: `${queuePrefix}${functionName}`, visibilityMs: 3_600_000, delayMs: 0 };
}

/** True for the queues that are the platform's own and not of the template. */
export function isInternalQueue(name: string): boolean {
  return name.startsWith(queuePrefix);
}

/** Invokes functions asynchronously, as rules and schedules do: kept on disk until it worked or went to the dead-letter queue. */
export class AsyncInvoker {
  readonly #functions: Functions;
  readonly #queues: Queues;
  readonly #logs: Logs;
  readonly #waiting: Queue[];
  readonly #works = new Set<Promise<void>>();
  #stopped = false;

  constructor(functions: Functions, queues: Queues, logs: Logs) {
    this.#functions = functions;
    this.#queues = queues;
    this.#logs = logs;
    this.#waiting = queues.all().filter((queue) => isInternalQueue(queue.settings.name));
    for (const queue of this.#waiting) queue.onVisible(() => setImmediate(() => this.#pump(queue)));
  }

  /** Messages taken and not finished. */
  get running(): number {
    return this.#works.size;
  }

  /** Accepts events for a function; they are safe when it returns. */
  accept(target: TargetRef, messages: Outgoing[]): void {
    const queue = this.#queues.get(`${queuePrefix}${target.name}`, target.arn);
    const { name, arn, maximumRetries, maximumAgeMs, deadLetter } = target;
    const ticket = (event: string): Ticket => ({
      event,
      target: { name, arn, maximumRetries, maximumAgeMs, deadLetter },
    });
    queue.send(messages.map(({ body }) => ({ body: JSON.stringify(ticket(body)) })));
  }

  /** Takes nothing new and resolves when what runs is finished. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await Promise.all(this.#works);
  }

  #pump(queue: Queue): void {
    while (!this.#stopped && this.#works.size < concurrency) {
      const [message] = queue.receive(1);
      if (message === undefined) return;
      const work = this.#work(queue, message).finally(() => {
        this.#works.delete(work);
        // The others first: what one queue holds must not keep the place from them.
        for (const each of [...this.#waiting.filter((other) => other !== queue), queue]) this.#pump(each);
      });
      this.#works.add(work);
    }
  }

  async #work(queue: Queue, message: QueueMessage): Promise<void> {
    const ticket = JSON.parse(message.body) as Ticket;
    const outcome = await this.#functions.get(ticket.target.name, 'asynchronous invocation').invoke(ticket.event);
    if (outcome.ok) {
      queue.remove([message]);
      return;
    }
    const retries = Math.min(ticket.target.maximumRetries, 2);
    const age = Date.now() - message.sentAt;
    if (message.receives <= retries && age < ticket.target.maximumAgeMs) {
      queue.release([message], firstRetryMs * 2 ** (message.receives - 1));
      return;
    }
    this.#bury(queue, message, ticket);
  }

  #bury(queue: Queue, message: QueueMessage, { event, target }: Ticket): void {
    if (target.deadLetter === undefined) this.#logs.error(target.name, 'an asynchronous invocation was given up');
    else this.#queues.get(target.deadLetter, target.arn).send([{ body: event }]);
    queue.remove([message]);
  }
}
