import type { Realm } from './dynamodb-actions.ts';
import type { Functions } from './lambda.ts';
import type { Logs } from './logs.ts';
import type { QueueMappingSpec, StreamMappingSpec } from './mapping-spec.ts';
import { QueueMapping } from './queue-mapping.ts';
import type { Queues } from './queues.ts';
import { StreamMapping } from './stream-mapping.ts';
import type { OpenStream } from './stream-source.ts';

/** All event source mappings of the template. */
export interface Mappings {
  /** Wakes those that follow this table. */
  written(table: string): void;
  readonly idle: boolean;
  /** Begins to read; before that nothing is taken. */
  start(): void;
  /** Takes nothing new and resolves when what runs is finished. */
  stop(): Promise<void>;
}

/** What the mappings are made from. */
export interface MappingParts {
  specs: (QueueMappingSpec | StreamMappingSpec)[];
  functions: Functions;
  queues: Queues;
  openStream: OpenStream;
  logs: Logs;
  realm: Realm;
  retryMs: number | undefined;
  longestWindowMs: number | undefined;
  now(): number;
}

/** Prepares every mapping. */
export function openMappings(parts: MappingParts): Mappings {
  const { functions, queues, openStream, logs, realm, retryMs, longestWindowMs, now } = parts;
  const host = { realm, retryMs, longestWindowMs };
  const fromQueues: QueueMapping[] = [];
  const fromStreams: StreamMapping[] = [];
  for (const spec of parts.specs) {
    const pool = functions.get(spec.functionName, spec.id);
    if (spec.kind === 'queue') {
      fromQueues.push(new QueueMapping(spec, queues.get(spec.queue, spec.id), pool, host));
    } else {
      const reader = openStream({ name: spec.id, table: spec.table, from: spec.startingPosition });
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
    start() {
      for (const mapping of [...fromQueues, ...fromStreams]) mapping.start();
    },
    async stop() {
      await Promise.all([...fromQueues, ...fromStreams].map((mapping) => mapping.stop()));
    },
  };
}
