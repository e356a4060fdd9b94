import { isInternalQueue } from './async-invoker.ts';
import type { Core } from './core.ts';
import type { FunctionPool } from './lambda-pool.ts';
import { canRedrive } from './redrive.ts';
import { triggersOf } from './triggers.ts';

const shownEvents = 100;

/** `<stage>-<context>-<what it does>`: the context is the second part. */
const contextIn = (functionName: string): string => functionName.split('-')[1] ?? functionName;

const functionView = (pool: FunctionPool, trigger: string): Record<string, unknown> => {
  const { invocations, errors, throttles, totalMs, lastError } = pool.figures;
  return {
    name: pool.spec.name,
    context: contextIn(pool.spec.name),
    trigger,
    invocations,
    errors,
    throttles,
    lastError,
    averageMs: invocations === 0 ? 0 : Math.round((totalMs / invocations) * 10) / 10,
    workers: pool.workers,
  };
};

const serviceNames: Record<string, 'dynamodb' | 'events' | 'sqs'> = {
  DynamoDB_20120810: 'dynamodb',
  AWSEvents: 'events',
  AmazonSQS: 'sqs',
};

/** Calls to AWS since the start, by service. */
function callTotals(calls: Map<string, number>): Record<'dynamodb' | 'events' | 'sqs', number> {
  const totals = { dynamodb: 0, events: 0, sqs: 0 };
  for (const [key, count] of calls) {
    const prefix = key.slice(key.indexOf(' ') + 1).split('.')[0] ?? '';
    const service = serviceNames[prefix];
    if (service !== undefined) totals[service] += count;
  }
  return totals;
}

const queueViews = (core: Core): Record<string, unknown>[] =>
  core.queues
    .all()
    .filter((queue) => !isInternalQueue(queue.settings.name))
    .map((queue) => {
      const { visible, inFlight, delayed } = queue.counts();
      const deadLetter = core.queues.sourcesOf(queue.settings.name).length > 0 || queue.settings.name.endsWith('-dlq');
      const back = deadLetter && { canRedrive: canRedrive(core, queue.settings.name) };
      return { name: queue.settings.name, visible, inFlight: inFlight + delayed, deadLetter, ...back };
    });

/** Reads what the console shows, as one JSON-ready value. */
export function consoleState(core: Core): () => Record<string, unknown> {
  const triggers = triggersOf(core.blueprint);
  return () => ({
    functions: core.functions.all().map((pool) => functionView(pool, triggers.get(pool.spec.name) ?? '')),
    queues: queueViews(core),
    tables: [...core.tables].map(([name, { reads, writes }]) => ({ name, writes, reads })),
    schedules: core.scheduler.view(),
    calls: callTotals(core.endpoint.calls),
    events: core.bus.recent(shownEvents),
    logs: core.logs.errors(),
  });
}
