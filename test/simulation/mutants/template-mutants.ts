import type { Blueprint } from '../../../local/blueprint.ts';
import type { QueueMappingSpec, StreamMappingSpec } from '../../../local/mapping-spec.ts';

/** A setting of the template that is dropped. */
export interface TemplateMutant {
  id: string;
  kind: 'template';
  was: string;
  /** The template without it. */
  apply(blueprint: Blueprint): Blueprint;
}

type Mapping = QueueMappingSpec | StreamMappingSpec;
type Queue = Blueprint['queues'][number];

const mutant = (id: string, was: string, apply: TemplateMutant['apply']): TemplateMutant => ({
  id: `template:${id}`,
  kind: 'template',
  was,
  apply,
});

const withQueue = (queue: Queue, change: Partial<Queue>) => (blueprint: Blueprint) => ({
  ...blueprint,
  queues: blueprint.queues.map((each) => (each.name === queue.name ? { ...each, ...change } : each)),
});

const withMapping = (mapping: Mapping, change: object) => (blueprint: Blueprint) => ({
  ...blueprint,
  mappings: blueprint.mappings.map((each) => (each.id === mapping.id ? { ...each, ...change } : each)),
});

/** A second is less than any function takes that meets a slow service. */
const TOO_SHORT_MS = 1_000;

const ofQueue = (queue: Queue): TemplateMutant[] => {
  const { name, redrive, visibilityMs } = queue;
  if (!redrive) return [];
  return [
    mutant(
      `${name}:dead-letters`,
      `after ${redrive.maxReceives} to ${redrive.to}`,
      withQueue(queue, { redrive: undefined }),
    ),
    mutant(`${name}:visibility`, `${visibilityMs} ms`, withQueue(queue, { visibilityMs: TOO_SHORT_MS })),
  ];
};

const ofMapping = (mapping: Mapping): TemplateMutant[] => {
  const { functionName } = mapping;
  const partial = mapping.reportsFailures
    ? [
        mutant(
          `${functionName}:partial-batch`,
          'ReportBatchItemFailures',
          withMapping(mapping, { reportsFailures: false }),
        ),
      ]
    : [];
  if (mapping.kind === 'queue') return partial;
  const { maximumRetries, onFailure, bisects } = mapping;
  return [
    ...partial,
    mutant(`${functionName}:stream-retries`, String(maximumRetries), withMapping(mapping, { maximumRetries: 0 })),
    ...(onFailure
      ? [mutant(`${functionName}:stream-failures`, onFailure, withMapping(mapping, { onFailure: undefined }))]
      : []),
    ...(bisects ? [mutant(`${functionName}:stream-bisect`, 'true', withMapping(mapping, { bisects: false }))] : []),
  ];
};

/** Every setting of the template that keeps messages from being lost, taken out one at a time. */
export function templateMutants(blueprint: Blueprint): TemplateMutant[] {
  return [...blueprint.queues.flatMap(ofQueue), ...blueprint.mappings.flatMap(ofMapping)];
}
