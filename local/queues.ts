import { Queue, type QueueHost } from './queue.ts';
import { openMessageRows, type QueueMessage, type QueueSettings } from './queue-store.ts';
import type { State } from './state.ts';
import { Unsupported } from './unsupported.ts';

/** All queues of the running template, by name. */
export interface Queues {
  /** The queue, or undefined. */
  find(name: string): Queue | undefined;
  /** The queue; throws Unsupported naming `where` when there is none. */
  get(name: string, where: string): Queue;
  all(): Queue[];
  /** Names of the queues that are some other queue's dead-letter queue, with the queues that feed them. */
  sourcesOf(deadLetterQueue: string): Queue[];
  /** Sends everything visible in a dead-letter queue back to where `target` says (default: its one source). Returns how many. */
  redrive(deadLetterQueue: string, target?: string): number;
  close(): void;
}

/** Opens the queues with the messages they held when the process ended. */
export function openQueues(settings: QueueSettings[], state: State, now: () => number): Queues {
  const byName = new Map<string, Queue>();
  const rows = openMessageRows(state);
  const moveTo = (name: string, message: QueueMessage): void => {
    const queue = byName.get(name);
    if (queue === undefined) throw new Unsupported('redrive target', name, 'the queues of the template');
    Object.assign(message, { receives: 0, visibleAt: now(), firstReceivedAt: undefined });
    state.atomically(() => rows.move(message, name));
    queue.adopt(message);
  };
  const host: QueueHost = {
    state,
    rows,
    now,
    bury: (from, message) => moveTo(byName.get(from)?.settings.redrive?.to ?? from, message),
  };
  for (const each of settings) byName.set(each.name, new Queue(each, host));
  const sourcesOf = (dlq: string) => [...byName.values()].filter((queue) => queue.settings.redrive?.to === dlq);
  const get = (name: string, where: string): Queue => {
    const queue = byName.get(name);
    if (queue === undefined) throw new Unsupported('queue', name, where);
    return queue;
  };
  return {
    find: (name) => byName.get(name),
    get,
    all: () => [...byName.values()],
    sourcesOf,
    redrive(dlq, target) {
      const to = target ?? sourcesOf(dlq)[0]?.settings.name;
      if (to === undefined) throw new Unsupported('redrive without a source queue', dlq, 'redrive');
      return get(dlq, 'redrive').drain((message) => moveTo(to, message));
    },
    close() {
      for (const queue of byName.values()) queue.close();
    },
  };
}
