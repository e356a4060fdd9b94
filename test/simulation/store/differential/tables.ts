import type { Creation } from '../spec.ts';

const key = (hash: string, range?: string) => [
  { AttributeName: hash, KeyType: 'HASH' },
  ...(range ? [{ AttributeName: range, KeyType: 'RANGE' }] : []),
];

const types = (of: Record<string, string>) =>
  Object.entries(of).map(([AttributeName, AttributeType]) => ({ AttributeName, AttributeType }));

/** Tables as ours are, and two with what ours do not have: numbers and bytes as keys, no sort key, indexes that show little. */
export function creations(prefix: string): (Creation & { BillingMode: string })[] {
  const BillingMode = 'PAY_PER_REQUEST';
  return [
    {
      TableName: `${prefix}-orders`,
      BillingMode,
      AttributeDefinitions: types({ pk: 'S', sk: 'S', gsi1pk: 'S', gsi1sk: 'S' }),
      KeySchema: key('pk', 'sk'),
      GlobalSecondaryIndexes: [
        { IndexName: 'gsi1', KeySchema: key('gsi1pk', 'gsi1sk'), Projection: { ProjectionType: 'ALL' } },
      ],
    },
    {
      TableName: `${prefix}-counts`,
      BillingMode,
      AttributeDefinitions: types({ id: 'S', at: 'N', gsi1pk: 'S', n: 'N' }),
      KeySchema: key('id', 'at'),
      GlobalSecondaryIndexes: [
        { IndexName: 'byNumber', KeySchema: key('gsi1pk', 'n'), Projection: { ProjectionType: 'KEYS_ONLY' } },
        {
          IndexName: 'byName',
          KeySchema: key('gsi1pk'),
          Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['a', 'parts'] },
        },
      ],
    },
    {
      TableName: `${prefix}-bytes`,
      BillingMode,
      AttributeDefinitions: types({ digest: 'B' }),
      KeySchema: key('digest'),
    },
  ];
}
