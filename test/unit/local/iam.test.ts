import { compilePolicies } from '../../../local/iam.ts';
import type { RequestContext } from '../../../local/iam-conditions.ts';
import { Unsupported } from '../../../local/unsupported.ts';

const TABLE = 'arn:aws:dynamodb:eu-west-1:1:table/local-orders';

const roleOf = (...statements: unknown[]) =>
  compilePolicies(statements.map((statement, at) => ({ source: `Policy/${at}`, statement })));

const allow = (Action: unknown, Resource: unknown, Condition?: unknown) => ({
  Effect: 'Allow',
  Action,
  Resource,
  ...(Condition !== undefined && { Condition }),
});

describe('compilePolicies', () => {
  it.each<[name: string, statements: unknown[], action: string, resource: string, expected: string]>([
    ['an exact right', [allow('dynamodb:GetItem', TABLE)], 'dynamodb:GetItem', TABLE, 'allow'],
    ['another case of the action', [allow('DynamoDB:getitem', TABLE)], 'dynamodb:GetItem', TABLE, 'allow'],
    [
      'another case of the resource',
      [allow('dynamodb:GetItem', TABLE)],
      'dynamodb:GetItem',
      TABLE.toUpperCase(),
      'implicit-deny',
    ],
    ['another action', [allow('dynamodb:GetItem', TABLE)], 'dynamodb:PutItem', TABLE, 'implicit-deny'],
    ['another table', [allow('dynamodb:GetItem', TABLE)], 'dynamodb:GetItem', `${TABLE}-2`, 'implicit-deny'],
    [
      'an index through *',
      [allow('dynamodb:Query', `${TABLE}/index/*`)],
      'dynamodb:Query',
      `${TABLE}/index/a`,
      'allow',
    ],
    [
      'the table through its index',
      [allow('dynamodb:Query', `${TABLE}/index/*`)],
      'dynamodb:Query',
      TABLE,
      'implicit-deny',
    ],
    ['a wildcard action', [allow('dynamodb:Get*', '*')], 'dynamodb:GetItem', TABLE, 'allow'],
    ['one character by ?', [allow('s3:Get?bject', '*')], 's3:GetObject', 'arn:aws:s3:::b/k', 'allow'],
    ['a dot that is a dot', [allow('x:y', 'a.c')], 'x:y', 'abc', 'implicit-deny'],
    ['lists', [allow(['a:b', 'c:d'], ['r', 's'])], 'c:d', 's', 'allow'],
    ['nothing said', [], 'a:b', 'r', 'implicit-deny'],
    [
      'deny over allow',
      [allow('*', '*'), { Effect: 'Deny', Action: 'a:b', Resource: 'r' }],
      'a:b',
      'r',
      'explicit-deny',
    ],
    ['deny elsewhere', [allow('*', '*'), { Effect: 'Deny', Action: 'a:b', Resource: 'r' }], 'a:b', 's', 'allow'],
    ['NotAction, another', [{ Effect: 'Allow', NotAction: 'a:b', Resource: '*' }], 'a:c', 'r', 'allow'],
    [
      'NotAction, the same',
      [{ Effect: 'Allow', NotAction: ['a:b', 'a:c'], Resource: '*' }],
      'a:c',
      'r',
      'implicit-deny',
    ],
    ['NotResource, another', [{ Effect: 'Allow', Action: '*', NotResource: 'r' }], 'a:b', 's', 'allow'],
    ['NotResource, the same', [{ Effect: 'Allow', Action: '*', NotResource: 'r' }], 'a:b', 'r', 'implicit-deny'],
  ])('given %s, when asked, then it decides', (_name, statements, ...[action, resource, expected]) => {
    const role = roleOf(...statements);
    expect(role.decide({ action, resource, context: {} })).toBe(expected);
    expect(role.decide({ action, resource, context: {} })).toBe(expected);
  });

  it.each<[operator: string, wanted: unknown, value: string | string[] | undefined, holds: boolean]>([
    ['StringEquals', 'a', 'a', true],
    ['StringEquals', ['a', 'b'], 'b', true],
    ['StringEquals', 'a', 'A', false],
    ['StringEquals', 'a', undefined, false],
    ['StringNotEquals', 'a', 'b', true],
    ['StringNotEquals', ['a', 'b'], 'b', false],
    ['StringNotEquals', 'a', undefined, true],
    ['StringLike', 'orders.*', 'orders.Placed', true],
    ['StringLike', 'orders.?', 'orders.Placed', false],
    ['ArnEquals', 'arn:aws:sqs:*:1:q', 'arn:aws:sqs:eu:1:q', true],
    ['ArnLike', 'arn:aws:events:eu:1:rule/*', 'arn:aws:events:eu:1:rule/a:b', true],
    ['ArnLike', 'arn:aws:*:1:q', 'arn:aws:sqs:eu:1:q', false],
    ['Bool', true, 'true', true],
    ['Bool', 'false', 'true', false],
    ['Null', 'true', undefined, true],
    ['Null', true, 'a', false],
    ['Null', 'false', 'a', true],
    ['NumericLessThan', '5', '4', true],
    ['NumericLessThan', 5, '5', false],
    ['NumericLessThanEquals', 5, '5', true],
    ['IpAddress', '10.0.0.0/8', '10.2.3.4', true],
    ['IpAddress', ['10.0.0.0/8', '::1'], '11.2.3.4', false],
    ['ForAllValues:StringEquals', ['a', 'b'], ['a', 'b', 'a'], true],
    ['ForAllValues:StringEquals', ['a', 'b'], ['a', 'c'], false],
    ['ForAllValues:StringEquals', ['a'], undefined, true],
    ['ForAllValues:StringLike', ['ORDER#*'], ['ORDER#1', 'ORDER#2'], true],
    ['ForAnyValue:StringEquals', ['a'], ['c', 'a'], true],
    ['ForAnyValue:StringEquals', ['a'], undefined, false],
    ['ForAllValues:StringNotEquals', ['a'], ['b', 'a'], false],
  ])('given %s %j, when the key is %j, then it holds: %s', (operator, wanted, value, holds) => {
    const role = roleOf(allow('a:b', '*', { [operator]: { 'dynamodb:Key': wanted } }));
    const context: RequestContext = value === undefined ? {} : { 'DynamoDB:key': value };
    expect(role.decide({ action: 'a:b', resource: 'r', context })).toBe(holds ? 'allow' : 'implicit-deny');
  });

  it('given a condition, when contexts differ, then one decision does not stand for the other', () => {
    const role = roleOf(
      allow('a:b', '*', { StringEquals: { k: '1' } }),
      allow('a:b', 'r', { StringEquals: { k: '2' } }),
    );
    const ask = (k: string) => role.decide({ action: 'a:b', resource: 'r', context: { k } });
    expect(['1', '2', '3', '1'].map(ask)).toEqual(['allow', 'allow', 'implicit-deny', 'allow']);
  });

  it('given two keys, when only one holds, then the statement does not', () => {
    const role = roleOf(allow('a:b', '*', { StringEquals: { k: '1', l: '1' } }));
    expect(role.decide({ action: 'a:b', resource: 'r', context: { k: '1', l: '2' } })).toBe('implicit-deny');
  });

  it('given rights of which some are asked for, when usage is read, then the others are named', () => {
    const role = roleOf(allow(['a:b', 'a:c'], ['r', 's/*']), allow('a:b', 'r', { StringEquals: { k: '1' } }), {
      Effect: 'Deny',
      Action: 'a:z',
      Resource: '*',
    });
    role.decide({ action: 'a:b', resource: 'r', context: {} });
    role.decide({ action: 'a:c', resource: 's/1', context: {} });
    role.decide({ action: 'a:z', resource: 'r', context: {} });
    expect(role.used()).toEqual([
      { source: 'Policy/0', action: 'a:b', resource: 'r' },
      { source: 'Policy/0', action: 'a:c', resource: 's/*' },
    ]);
    expect(role.unused()).toEqual([
      { source: 'Policy/0', action: 'a:b', resource: 's/*' },
      { source: 'Policy/0', action: 'a:c', resource: 'r' },
      { source: 'Policy/1', action: 'a:b', resource: 'r' },
    ]);
  });

  it('given a right that a deny overrules, when asked, then it does not count as used', () => {
    const role = roleOf(allow('*', '*'), { Effect: 'Deny', Action: '*', Resource: '*' });
    role.decide({ action: 'a:b', resource: 'r', context: {} });
    expect(role.used()).toEqual([]);
  });

  it.each<[name: string, statement: unknown]>([
    ['StringEqualsIfExists', allow('a:b', '*', { StringEqualsIfExists: { k: '1' } })],
    ['DateLessThan', allow('a:b', '*', { DateLessThan: { k: '2026' } })],
    ['Principal', { ...allow('a:b', '*'), Principal: '*' }],
    ['Maybe', { ...allow('a:b', '*'), Effect: 'Maybe' }],
    ['{"Ref":"X"}', allow('a:b', { Ref: 'X' })],
    [`"b/$\{aws:username}"`, allow('a:b', `b/$\{aws:username}`)],
  ])('given %s, when compiled, then it is refused by name', (name, statement) => {
    expect(() => roleOf(statement)).toThrow(Unsupported);
    expect(() => roleOf(statement)).toThrow(
      expect.objectContaining({ name, where: expect.stringContaining('Policy/0') }),
    );
  });

  it('given a plain operator on a key with many values, when asked, then it is refused', () => {
    const role = roleOf(allow('a:b', '*', { StringEquals: { k: '1' } }));
    expect(() => role.decide({ action: 'a:b', resource: 'r', context: { k: ['1', '2'] } })).toThrow(Unsupported);
  });
});
