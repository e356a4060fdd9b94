import { Table } from 'dynamodb-toolbox/table';
import { documentClient } from './dynamodb.ts';
import { shop } from './env.ts';

type Client = NonNullable<ConstructorParameters<typeof Table>[0]['documentClient']>;

/** The name of a context's table: `<stage>-<context>`. Stacks and functions meet by this rule. */
export function tableName(context: string): string {
  return `${shop.stage}-${context}`;
}

const key = (name: string) => ({ name, type: 'string' as const });

/**
 * The table of one context: keys `pk` and `sk`, and two optional indexes `gsi1` and `gsi2` (`gsi1pk`/`gsi1sk`, ...).
 * The name is read at each call, so a bundle can be imported without an environment.
 */
export function contextTable(context: string) {
  return new Table({
    name: () => tableName(context),
    documentClient: documentClient as unknown as Client,
    partitionKey: key('pk'),
    sortKey: key('sk'),
    indexes: {
      gsi1: { type: 'global', partitionKey: key('gsi1pk'), sortKey: key('gsi1sk') },
      gsi2: { type: 'global', partitionKey: key('gsi2pk'), sortKey: key('gsi2sk') },
    },
  });
}
