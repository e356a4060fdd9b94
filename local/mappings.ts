import { authorise } from './aws-reply.ts';
import type { Realm } from './dynamodb-actions.ts';
import type { EngineLink } from './engine-link.ts';
import type { Functions } from './lambda.ts';
import type { Logs } from './logs.ts';
import type { QueueMappingSpec, StreamMappingSpec } from './mapping-spec.ts';
import { QueueMapping } from './queue-mapping.ts';
import type { Queues } from './queues.ts';
import type { Caller } from './roles.ts';
import type { State } from './state.ts';
import { StreamMapping } from './stream-mapping.ts';
import { StreamReader } from './stream-reader.ts';
import { Unsupported } from './unsupported.ts';

/** All event source mappings of the template, running. */
export interface Mappings {
  /** Wakes those that follow this table. */
  written(table: string): void;
  readonly idle: boolean;
  stop(): Promise<void>;
}

/** What the mappings are made from. */
export interface MappingParts {
  specs: (QueueMappingSpec | StreamMappingSpec)[];
  callers: Map<string, Caller>;
  functions: Functions;
  queues: Queues;
  link: EngineLink;
  state: State;
  logs: Logs;
  realm: Realm;
  retryMs: number | undefined;
  now(): number;
}

const pollingRights = {
  queue: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
  stream: ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'],
};

/** Lambda polls with the function's own role and refuses the mapping without these rights: so does the platform. */
const authorisePolling = (
  spec: QueueMappingSpec | StreamMappingSpec,
  callers: Map<string, Caller>,
  realm: Realm,
): void => {
  const caller = callers.get(spec.functionName);
  if (caller === undefined) throw new Unsupported('mapping to function', spec.functionName, spec.id);
  for (const action of pollingRights[spec.kind]) authorise(caller, action, spec.sourceArn);
  if (spec.kind === 'queue') return;
  authorise(caller, 'dynamodb:ListStreams', '*');
  if (spec.onFailure === undefined) return;
  authorise(
    caller,
    'sqs:SendMessage',
    `arn:${realm.partition}:sqs:${realm.region}:${realm.accountId}:${spec.onFailure}`,
  );
};

/** Starts every mapping; throws AccessDeniedException where a function's role may not read its source. */
export function startMappings(parts: MappingParts): Mappings {
  const { callers, functions, queues, link, state, logs, realm, retryMs, now } = parts;
  for (const spec of parts.specs) authorisePolling(spec, callers, realm);
  const fromQueues: QueueMapping[] = [];
  const fromStreams: StreamMapping[] = [];
  for (const spec of parts.specs) {
    const pool = functions.get(spec.functionName, spec.id);
    if (spec.kind === 'queue') {
      fromQueues.push(new QueueMapping(spec, queues.get(spec.queue, spec.id), pool, { realm, retryMs }));
    } else {
      const reader = new StreamReader(link, state, { name: spec.id, table: spec.table, from: spec.startingPosition });
      fromStreams.push(new StreamMapping(spec, { realm, reader, pool, queues, logs, now }));
    }
  }
  const byTable = Map.groupBy(fromStreams, (mapping) => mapping.table);
  return {
    written(table) {
      for (const mapping of byTable.get(table) ?? []) mapping.wake();
    },
    get idle() {
      return fromQueues.every((mapping) => mapping.idle) && fromStreams.every((mapping) => mapping.idle);
    },
    async stop() {
      for (const mapping of fromQueues) mapping.stop();
      await Promise.all(fromStreams.map((mapping) => mapping.stop()));
    },
  };
}
