import type { AsyncInvoker } from './async-invoker.ts';
import { failedItems } from './batch-answer.ts';
import type { Blueprint } from './blueprint.ts';
import type { Functions } from './lambda.ts';
import type { StreamMappingSpec } from './mapping-spec.ts';
import type { Queue } from './queue.ts';
import type { Queues } from './queues.ts';
import type { TargetRef } from './targets.ts';
import { Unsupported } from './unsupported.ts';

/** What a redrive works on. */
export interface RedriveParts {
  blueprint: Blueprint;
  queues: Queues;
  functions: Functions;
  async: AsyncInvoker;
}

/** The function whose asynchronous calls end in this dead-letter queue when they fail for good. */
const targetOf = ({ schedules, buses }: Blueprint, deadLetters: string): TargetRef | undefined => {
  const targets = [...schedules, ...buses.flatMap(({ rules }) => rules)].flatMap((each) => each.targets);
  return targets.find(({ kind, deadLetter }) => kind === 'function' && deadLetter === deadLetters);
};

/** The function whose stream records end in this dead-letter queue. */
const listenerOf = ({ mappings }: Blueprint, deadLetters: string): StreamMappingSpec | undefined =>
  mappings.find((each) => each.kind === 'stream' && each.onFailure === deadLetters) as StreamMappingSpec | undefined;

/** The dead-letter queue that is meant: itself, or the one behind a work queue. */
const deadLettersOf = (queues: Queues, name: string): Queue => {
  const queue = queues.get(name, 'redrive');
  return queues.get(queue.settings.redrive?.to ?? name, name);
};

/** True for a dead-letter queue whose messages have somewhere to go back to. */
export function canRedrive({ queues, blueprint }: Omit<RedriveParts, 'functions'>, name: string): boolean {
  return queues.sourcesOf(name).length > 0 || Boolean(targetOf(blueprint, name) ?? listenerOf(blueprint, name));
}

/** A record that a function parked, whole; nothing where Lambda gave up by itself: that names a place in the stream only. */
const recordIn = (body: string): { dynamodb: { SequenceNumber: string } } | undefined => JSON.parse(body).record;

/** Hands parked records to their function again, each alone; those that fail stay. Answers how many were handed over. */
async function handOver({ functions }: RedriveParts, listener: StreamMappingSpec, dead: Queue): Promise<number> {
  const { functionName, reportsFailures } = listener;
  const pool = functions.get(functionName, 'redrive');
  let handed = 0;
  for (const message of dead.take()) {
    const record = recordIn(message.body);
    const outcome = record && (await pool.invoke(JSON.stringify({ Records: [record] })));
    if (outcome) handed += 1;
    const failed = outcome && failedItems(outcome, [record.dynamodb.SequenceNumber], reportsFailures);
    if (failed?.size === 0) dead.remove([message]);
    else dead.adopt(message);
  }
  return handed;
}

/**
 * Sends every message of a dead-letter queue back to the queue that it came from, calls the function again that a schedule or
 * a rule could not call, or hands the records of a stream to the function that parked them; answers how many. `name` is the
 * dead-letter queue's or that of the queue before it. Throws Unsupported where there is no such queue or nowhere to go back to.
 */
export async function redrive(parts: RedriveParts, name: string): Promise<number> {
  const { queues, blueprint } = parts;
  const dead = deadLettersOf(queues, name);
  if (queues.sourcesOf(dead.settings.name).length > 0) return queues.redrive(dead.settings.name);
  const listener = listenerOf(blueprint, dead.settings.name);
  if (listener) return handOver(parts, listener, dead);
  const target = targetOf(blueprint, dead.settings.name);
  if (target === undefined) throw new Unsupported('redrive without a source', name, 'redrive');
  const messages = dead.take();
  parts.async.accept(target, messages);
  dead.remove(messages);
  return messages.length;
}
