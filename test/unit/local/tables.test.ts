import type { EngineLink } from '../../../local/engine-link.ts';
import { ensureTable, tableSpec } from '../../../local/tables.ts';

const keys = [{ AttributeName: 'pk', KeyType: 'HASH' }];
const index = (projection: string) => ({
  IndexName: 'gsi1',
  KeySchema: [{ AttributeName: 'gsi1pk', KeyType: 'HASH' }],
  Projection: { ProjectionType: projection },
});
const wanted = tableSpec({
  stack: 's',
  logicalId: 'Table',
  type: 'AWS::DynamoDB::Table',
  physicalId: 'orders',
  arn: undefined,
  properties: { KeySchema: keys, GlobalSecondaryIndexes: [index('ALL')] },
  dependsOn: [],
  metadata: {},
});
/** An engine that keeps the table with this projection of its index, and numbers more than the template has. */
const keeping = (projection: string): EngineLink => ({
  endpoint: '',
  send: () => Promise.reject(new Error('not asked for')),
  call: async <T>() =>
    ({ Table: { KeySchema: keys, GlobalSecondaryIndexes: [{ ...index(projection), ItemCount: 3 }] } }) as T,
  close: () => undefined,
});

describe('given a data directory with a table of an earlier version', () => {
  test('when an index shows other attributes than the template says, then the table is refused', async () => {
    await expect(ensureTable(keeping('KEYS_ONLY'), wanted)).rejects.toMatchObject({ kind: 'change of table' });
  });

  test('when nothing changed, then it is taken as it is', async () => {
    await expect(ensureTable(keeping('ALL'), wanted)).resolves.toBeUndefined();
  });
});
