import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { CfnEventSourceMapping } from 'aws-cdk-lib/aws-lambda';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Stage } from '../stages.ts';
import { alarm } from './alarms.ts';
import type { OneshelfFunction } from './lambda.ts';

/** An event filter pattern over stream records; only matching records cost an invocation. */
export type RecordFilter = Readonly<Record<string, unknown>>;

/** The outbox items that a commit added; dynamodb-toolbox writes the entity's name in `_et`. */
export const outboxItems: RecordFilter = {
  eventName: ['INSERT'],
  dynamodb: { NewImage: { _et: { S: ['Outbox'] } } },
};

const streamArnOf = (table: Table): string => {
  if (!table.tableStreamArn) throw new Error(`${table.node.path} has no stream: declare its outbox`);
  return table.tableStreamArn;
};

/** What Lambda's poller does with a table's stream, and with the queue for batches that failed for good. */
export const streamRights = (table: Table, deadLetters: Queue): PolicyStatement[] => [
  new PolicyStatement({
    actions: ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'],
    resources: [streamArnOf(table)],
  }),
  // ListStreams knows no resource-level permission, and Lambda refuses the mapping without it.
  new PolicyStatement({ actions: ['dynamodb:ListStreams'], resources: ['*'] }),
  new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [deadLetters.queueArn] }),
];

/**
 * Feeds a function from a table's stream. Records that are bad by themselves are parked by the function (`Spoilt` in
 * shared/platform/stream.ts); what fails here fails by the world or by our code, and comes again until that is mended: the
 * bus may be gone for long (the simulator's blackouts), and whatever bound there is would strike what waits behind, too.
 * The bound is an hour before the stream itself forgets, so that the pointer in the dead-letter queue can be followed still.
 */
export const follow = (
  fn: OneshelfFunction,
  stage: Stage,
  table: Table,
  { filter, deadLetters }: { readonly filter: RecordFilter; readonly deadLetters: Queue },
): void => {
  new CfnEventSourceMapping(fn, 'Mapping', {
    functionName: fn.lambda.functionName,
    eventSourceArn: streamArnOf(table),
    startingPosition: 'TRIM_HORIZON',
    batchSize: 100,
    maximumBatchingWindowInSeconds: 0,
    bisectBatchOnFunctionError: true,
    maximumRetryAttempts: 10_000,
    maximumRecordAgeInSeconds: 23 * 3_600,
    functionResponseTypes: ['ReportBatchItemFailures'],
    filterCriteria: { filters: [{ pattern: JSON.stringify(filter) }] },
    destinationConfig: { onFailure: { destination: deadLetters.queueArn } },
  });
  alarm(fn, 'IteratorAge', stage, {
    name: `${fn.functionName}-iterator-age`,
    namespace: 'AWS/Lambda',
    metric: 'IteratorAge',
    dimensions: { FunctionName: fn.functionName },
    statistic: 'Maximum',
    // Milliseconds: a minute behind is trouble long before records expire after 24 hours.
    threshold: 60_000,
  });
};
