import { type DynamodbRequest, requestsOf, resourceOf } from '../../../local/dynamodb-actions.ts';
import { Unsupported } from '../../../local/unsupported.ts';

const realm = { partition: 'aws', region: 'eu-west-1', accountId: '1' };
const TABLE = 'arn:aws:dynamodb:eu-west-1:1:table/orders';

const rights = (requests: DynamodbRequest[]) =>
  requests.map((request) => `${request.action} ${resourceOf(request, realm).replace(TABLE, 'T')}`);

const key = (pk: string) => ({ pk: { S: pk }, sk: { S: 'x' } });

describe('requestsOf', () => {
  it.each<[operation: string, body: unknown, expected: string[]]>([
    ['GetItem', { TableName: 'orders', Key: key('a') }, ['dynamodb:GetItem T']],
    ['GetItem', { TableName: TABLE, Key: key('a') }, ['dynamodb:GetItem T']],
    ['Query', { TableName: 'orders', IndexName: 'byDay' }, ['dynamodb:Query T/index/byDay']],
    ['Scan', { TableName: 'orders' }, ['dynamodb:Scan T']],
    ['DescribeTable', { TableName: 'orders' }, ['dynamodb:DescribeTable T']],
    ['ListTables', {}, ['dynamodb:ListTables *']],
    ['BatchGetItem', { RequestItems: { orders: { Keys: [key('a'), key('b')] } } }, ['dynamodb:BatchGetItem T']],
    [
      'BatchWriteItem',
      { RequestItems: { orders: [{ PutRequest: { Item: key('a') } }] } },
      ['dynamodb:BatchWriteItem T'],
    ],
    [
      'TransactWriteItems',
      {
        TransactItems: [
          { Put: { TableName: 'orders', Item: key('a') } },
          { Update: { TableName: 'orders', Key: key('a') } },
          { Delete: { TableName: 'orders', Key: key('a') } },
          { ConditionCheck: { TableName: 'orders', Key: key('a') } },
        ],
      },
      ['dynamodb:PutItem T', 'dynamodb:UpdateItem T', 'dynamodb:DeleteItem T', 'dynamodb:ConditionCheckItem T'],
    ],
    ['TransactGetItems', { TransactItems: [{ Get: { TableName: 'orders', Key: key('a') } }] }, ['dynamodb:GetItem T']],
    ['DescribeStream', { StreamArn: `${TABLE}/stream/local` }, ['dynamodb:DescribeStream T/stream/local']],
    ['GetRecords', { ShardIterator: `${TABLE}/stream/local|1|abc` }, ['dynamodb:GetRecords T/stream/local']],
    ['GetRecords', { ShardIterator: 'opaque' }, ['dynamodb:GetRecords *']],
  ])('given %s %j, when its rights are asked, then they are %j', (operation, body, expected) => {
    expect(rights(requestsOf(operation, body))).toEqual(expected);
  });

  it.each<[name: string, operation: string, body: unknown, keys: string[], attributes: string[]]>([
    [
      'a get',
      'GetItem',
      {
        TableName: 'orders',
        Key: key('a'),
        ProjectionExpression: 'total, #l[0].sku',
        ExpressionAttributeNames: { '#l': 'lines' },
      },
      ['a'],
      ['pk', 'sk', 'total', 'lines'],
    ],
    [
      'a put',
      'PutItem',
      {
        TableName: 'orders',
        Item: { ...key('a'), total: { N: '1' } },
        ConditionExpression: 'attribute_not_exists(pk)',
      },
      ['a'],
      ['pk', 'sk', 'total'],
    ],
    [
      'an update',
      'UpdateItem',
      {
        TableName: 'orders',
        Key: key('a'),
        UpdateExpression: 'SET stock = if_not_exists(stock, :zero) - :n, #v = :v REMOVE gone',
        ExpressionAttributeNames: { '#v': 'version' },
      },
      ['a'],
      ['pk', 'sk', 'stock', 'version', 'gone'],
    ],
    [
      'a query',
      'Query',
      {
        TableName: 'orders',
        KeyConditionExpression: '#p = :p AND begins_with(sk, :s)',
        ExpressionAttributeNames: { '#p': 'pk' },
        ExpressionAttributeValues: { ':p': { S: 'a' }, ':s': { S: 'x' } },
      },
      ['a'],
      ['pk', 'sk'],
    ],
    ['a scan', 'Scan', { TableName: 'orders' }, [], []],
    [
      'a batch',
      'BatchGetItem',
      { RequestItems: { orders: { Keys: [key('a'), key('b'), key('a')] } } },
      ['a', 'b'],
      ['pk', 'sk'],
    ],
    [
      'a batch of writes',
      'BatchWriteItem',
      { RequestItems: { orders: [{ PutRequest: { Item: key('a') } }, { DeleteRequest: { Key: key('b') } }] } },
      ['a', 'b'],
      ['pk', 'sk'],
    ],
  ])(
    'given %s, when its context is read, then keys and attributes are named',
    (_name, operation, body, ...[keys, attributes]) => {
      const [request] = requestsOf(operation, body);
      expect(request?.context).toMatchObject({ 'dynamodb:LeadingKeys': keys, 'dynamodb:Attributes': attributes });
    },
  );

  it('given an index with its own key, when queried, then the leading key is the index key', () => {
    const body = {
      TableName: 'orders',
      IndexName: 'byDay',
      KeyConditionExpression: 'sk = :s AND dayKey = :d',
      ExpressionAttributeValues: { ':s': { S: 'x' }, ':d': { S: '2026-11-11' } },
    };
    const [request] = requestsOf('Query', body, (_table, index) => (index === 'byDay' ? 'dayKey' : 'pk'));
    expect(request?.context['dynamodb:LeadingKeys']).toEqual(['2026-11-11']);
  });

  it('given a transaction, when its context is read, then the enclosing operation is named', () => {
    const [request] = requestsOf('TransactWriteItems', {
      TransactItems: [{ Put: { TableName: 'orders', Item: key('a') } }],
    });
    expect(request?.context['dynamodb:EnclosingOperation']).toBe('TransactWriteItems');
  });

  it.each<[operation: string, body: unknown]>([
    ['ExecuteStatement', {}],
    ['TransactWriteItems', { TransactItems: [{ Merge: {} }] }],
  ])('given %s %j, when its rights are asked, then it is refused', (operation, body) => {
    expect(() => requestsOf(operation, body)).toThrow(Unsupported);
  });
});
