import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import type { Stage } from '../stages.ts';
import type { ContextName, SecretName } from './names.ts';
import { busArn, nameOf, queueArn, secretArn, tableArn } from './names.ts';

type Verb =
  | 'GetItem'
  | 'PutItem'
  | 'UpdateItem'
  | 'DeleteItem'
  | 'ConditionCheckItem'
  | 'BatchGetItem'
  | 'BatchWriteItem'
  | 'Scan';

/**
 * A DynamoDB right. `Query` covers the table and all its indexes; `Query:table` the table alone and `Query:gsi1` that index
 * alone, for a function that must not hold more than it uses.
 */
export type TableRight = Verb | 'Query' | `Query:${string}`;

/** All that a function's own code may do; what Lambda itself needs to run it is added apart from these. */
export interface Rights {
  /** On the context's own table. */
  readonly own?: readonly TableRight[];
  /** On other contexts' tables, for actions that their `holds.ts` puts into this function's transaction. */
  readonly holds?: Readonly<Partial<Record<ContextName, readonly TableRight[]>>>;
  readonly secrets?: readonly SecretName[];
  /** PutEvents on the bus as this context and no other. */
  readonly events?: boolean;
  /** SendMessage to this context's own queues, by the name of the function that consumes them. */
  readonly queues?: readonly string[];
}

/** Who asks: the scope for ARNs, the stage and context for names, the indexes of the context's table. */
export interface Grantee {
  readonly scope: Construct;
  readonly stage: Stage;
  readonly context: ContextName;
  readonly indexes: readonly string[];
}

/** A statement id takes letters and digits only. */
const capitalised = (words: string): string =>
  words
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');

const queried = (right: TableRight, arn: string, indexes: readonly string[]): readonly string[] => {
  if (right === 'Query') return [arn, ...indexes.map((index) => `${arn}/index/${index}`)];
  const target = right.slice('Query:'.length);
  return [target === 'table' ? arn : `${arn}/index/${target}`];
};

const onTable = (sid: string, rights: readonly TableRight[], arn: string, indexes: readonly string[]) => {
  const plain = rights.filter((right) => !right.startsWith('Query'));
  const queries = rights.filter((right) => right.startsWith('Query'));
  const statements = [];
  if (plain.length > 0) {
    statements.push(new PolicyStatement({ sid, actions: plain.map((verb) => `dynamodb:${verb}`), resources: [arn] }));
  }
  if (queries.length > 0) {
    const resources = [...new Set(queries.flatMap((right) => queried(right, arn, indexes)))];
    statements.push(new PolicyStatement({ sid: `${sid}Query`, actions: ['dynamodb:Query'], resources }));
  }
  return statements;
};

const ownTable = ({ scope, stage, context, indexes }: Grantee, rights: Rights): PolicyStatement[] =>
  onTable('OwnTable', rights.own ?? [], tableArn(scope, stage, context), indexes);

const heldTables = ({ scope, stage }: Grantee, rights: Rights): PolicyStatement[] =>
  Object.entries(rights.holds ?? {}).flatMap(([context, verbs]) =>
    onTable(holdSid(context), verbs, tableArn(scope, stage, context as ContextName), []),
  );

const secrets = ({ scope, stage }: Grantee, rights: Rights): PolicyStatement[] =>
  (rights.secrets ?? []).map(
    (secret) =>
      new PolicyStatement({
        actions: ['secretsmanager:GetSecretValue'],
        resources: [secretArn(scope, stage, secret)],
      }),
  );

const events = ({ scope, stage, context }: Grantee, rights: Rights): PolicyStatement[] =>
  rights.events
    ? [
        new PolicyStatement({
          actions: ['events:PutEvents'],
          resources: [busArn(scope, stage)],
          conditions: { StringEquals: { 'events:source': `oneshelf.${context}` } },
        }),
      ]
    : [];

const queues = ({ scope, stage, context }: Grantee, rights: Rights): PolicyStatement[] =>
  (rights.queues ?? []).map(
    (queue) =>
      new PolicyStatement({
        actions: ['sqs:SendMessage'],
        resources: [queueArn(scope, nameOf(stage, context, queue))],
      }),
  );

/** The statement id that names a hold on another context's table; our nag rule lets no other statement touch one. */
export const holdSid = (context: string): string => `Hold${capitalised(context)}`;

/** The IAM statements for a function's rights, by verb and resource. */
export const statementsOf = (grantee: Grantee, rights: Rights): PolicyStatement[] =>
  [ownTable, heldTables, secrets, events, queues].flatMap((kind) => kind(grantee, rights));
