import { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, BillingMode, ProjectionType, StreamViewType, Table } from 'aws-cdk-lib/aws-dynamodb';
import type { Construct } from 'constructs';
import type { Stage } from '../stages.ts';

/** Key attributes of a secondary index, both strings. */
export interface IndexKeys {
  readonly pk: string;
  readonly sk: string;
  /** Projects nothing but keys: for lists whose items are then read by key, and for counts. */
  readonly keysOnly?: boolean;
}

/** What a context's table has beside `pk` and `sk`. */
export interface TableShape {
  /** At most two, each projecting everything unless it says `keysOnly`. */
  readonly indexes?: Readonly<Record<string, IndexKeys>>;
  /** Name of the attribute that holds the expiry in epoch seconds. */
  readonly ttl?: string;
  /** Whether the table has outbox items: gives it a stream and the context a relay. */
  readonly outbox?: boolean;
}

const text = (name: string) => ({ name, type: AttributeType.STRING });

/** The one table of a context: on demand, and outside the local stage recoverable, undeletable and kept when its stack goes. */
export const contextTable = (scope: Construct, stage: Stage, tableName: string, shape: TableShape): Table => {
  const table = new Table(scope, 'Table', {
    tableName,
    partitionKey: text('pk'),
    sortKey: text('sk'),
    billingMode: BillingMode.PAY_PER_REQUEST,
    timeToLiveAttribute: shape.ttl,
    stream: shape.outbox ? StreamViewType.NEW_AND_OLD_IMAGES : undefined,
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: stage.protectsState },
    deletionProtection: stage.protectsState,
    removalPolicy: stage.protectsState ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
  });
  for (const [indexName, keys] of Object.entries(shape.indexes ?? {})) {
    table.addGlobalSecondaryIndex({
      indexName,
      partitionKey: text(keys.pk),
      sortKey: text(keys.sk),
      projectionType: keys.keysOnly ? ProjectionType.KEYS_ONLY : ProjectionType.ALL,
    });
  }
  return table;
};
