import type { Resource } from './assembly.ts';
import { compileFilters } from './event-pattern.ts';
import { functionNameOf } from './lambda.ts';
import { nameInArn } from './targets.ts';
import { Unsupported } from './unsupported.ts';

/** What both kinds of event source mapping have in common. */
interface MappingSpec {
  id: string;
  functionName: string;
  sourceArn: string;
  batchSize: number;
  windowMs: number;
  accepts: (record: unknown) => boolean;
  /** Whether the function reports single failures (ReportBatchItemFailures). */
  reportsFailures: boolean;
}

/** A queue that feeds a function. */
export interface QueueMappingSpec extends MappingSpec {
  kind: 'queue';
  queue: string;
  concurrency: number;
}

/** A table's stream that feeds a function. */
export interface StreamMappingSpec extends MappingSpec {
  kind: 'stream';
  table: string;
  startingPosition: 'TRIM_HORIZON' | 'LATEST';
  bisects: boolean;
  maximumRetries: number;
  maximumAgeMs: number;
  /** The queue that is told of batches that were given up. */
  onFailure: string | undefined;
}

const known = new Set([
  'FunctionName',
  'EventSourceArn',
  'Enabled',
  'BatchSize',
  'MaximumBatchingWindowInSeconds',
  'FunctionResponseTypes',
  'FilterCriteria',
  'ScalingConfig',
  'StartingPosition',
  'BisectBatchOnFunctionError',
  'MaximumRetryAttempts',
  'MaximumRecordAgeInSeconds',
  'ParallelizationFactor',
  'DestinationConfig',
  'Tags',
]);

// More concurrent batches than workers would only wait in front of them.
const usefulConcurrency = 4;

type Properties = Record<string, unknown>;

const bounded = (value: unknown): number =>
  value === undefined || Number(value) < 0 ? Number.POSITIVE_INFINITY : Number(value);

const streamParts = (
  properties: Properties,
  arn: string,
  where: string,
): Omit<StreamMappingSpec, keyof MappingSpec> => {
  const position = properties.StartingPosition;
  if (position !== 'TRIM_HORIZON' && position !== 'LATEST')
    throw new Unsupported('starting position', String(position), where);
  const destination = properties.DestinationConfig as { OnFailure?: { Destination?: string } } | undefined;
  const onFailure = destination?.OnFailure?.Destination;
  return {
    kind: 'stream',
    table: /:table\/([^/]+)\//.exec(arn)?.[1] ?? '',
    startingPosition: position,
    bisects: properties.BisectBatchOnFunctionError === true,
    maximumRetries: bounded(properties.MaximumRetryAttempts),
    maximumAgeMs: bounded(properties.MaximumRecordAgeInSeconds) * 1000,
    onFailure: onFailure === undefined ? undefined : nameInArn(onFailure),
  };
};

const queueParts = (properties: Properties, arn: string): Omit<QueueMappingSpec, keyof MappingSpec> => {
  const scaling = properties.ScalingConfig as { MaximumConcurrency?: number } | undefined;
  const concurrency = Math.min(scaling?.MaximumConcurrency ?? usefulConcurrency, usefulConcurrency);
  return { kind: 'queue', queue: nameInArn(arn), concurrency };
};

const filtersOf = (properties: Properties): string[] => {
  const criteria = properties.FilterCriteria as { Filters?: { Pattern: string }[] } | undefined;
  return (criteria?.Filters ?? []).map((filter) => filter.Pattern);
};

/** Reads an `AWS::Lambda::EventSourceMapping`; Unsupported for sources and properties that cannot run here. */
export function mappingSpec({ properties, physicalId: id }: Resource): QueueMappingSpec | StreamMappingSpec {
  const odd = Object.keys(properties).find((property) => !known.has(property));
  if (odd !== undefined) throw new Unsupported('event source mapping property', odd, id);
  const sourceArn = String(properties.EventSourceArn);
  const service = sourceArn.split(':')[2];
  const common: MappingSpec = {
    id,
    functionName: functionNameOf(String(properties.FunctionName)),
    sourceArn,
    batchSize: Number(properties.BatchSize ?? (service === 'sqs' ? 10 : 100)),
    windowMs: Number(properties.MaximumBatchingWindowInSeconds ?? 0) * 1000,
    accepts: compileFilters(filtersOf(properties), id),
    reportsFailures: ((properties.FunctionResponseTypes ?? []) as string[]).includes('ReportBatchItemFailures'),
  };
  if (service === 'sqs') return { ...common, ...queueParts(properties, sourceArn) };
  if (service === 'dynamodb') return { ...common, ...streamParts(properties, sourceArn, id) };
  throw new Unsupported('event source', sourceArn, id);
}
