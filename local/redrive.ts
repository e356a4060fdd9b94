import type { AsyncInvoker } from './async-invoker.ts';
import type { Blueprint } from './blueprint.ts';
import type { Queue } from './queue.ts';
import type { Queues } from './queues.ts';
import type { TargetRef } from './targets.ts';
import { Unsupported } from './unsupported.ts';

/** What a redrive works on. */
export interface RedriveParts {
  blueprint: Blueprint;
  queues: Queues;
  async: AsyncInvoker;
}

/** The function whose asynchronous calls end in this dead-letter queue when they fail for good. */
const targetOf = ({ schedules, buses }: Blueprint, deadLetters: string): TargetRef | undefined => {
  const targets = [...schedules, ...buses.flatMap(({ rules }) => rules)].flatMap((each) => each.targets);
  return targets.find(({ kind, deadLetter }) => kind === 'function' && deadLetter === deadLetters);
};

/** The dead-letter queue that is meant: itself, or the one behind a work queue. */
const deadLettersOf = (queues: Queues, name: string): Queue => {
  const queue = queues.get(name, 'redrive');
  return queues.get(queue.settings.redrive?.to ?? name, name);
};

/** True for a dead-letter queue whose messages have somewhere to go back to. */
export function canRedrive(parts: RedriveParts, name: string): boolean {
  return parts.queues.sourcesOf(name).length > 0 || targetOf(parts.blueprint, name) !== undefined;
}

/**
 * Sends every message of a dead-letter queue back to the queue that it came from, or calls the function again that a schedule
 * or a rule could not call; answers how many. `name` is the dead-letter queue's or that of the queue before it. Throws
 * Unsupported where there is no such queue or nowhere to go back to.
 */
export function redrive(parts: RedriveParts, name: string): number {
  const { queues, blueprint } = parts;
  const dead = deadLettersOf(queues, name);
  if (queues.sourcesOf(dead.settings.name).length > 0) return queues.redrive(dead.settings.name);
  const target = targetOf(blueprint, dead.settings.name);
  if (target === undefined) throw new Unsupported('redrive without a source', name, 'redrive');
  const messages = dead.take();
  parts.async.accept(target, messages);
  dead.remove(messages);
  return messages.length;
}
