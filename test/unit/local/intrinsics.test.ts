import { holds, resolve, type Scope } from '../../../local/intrinsics.ts';
import { Unsupported } from '../../../local/unsupported.ts';

const scope: Scope = {
  where: 'stack/Thing',
  ref: (name) => ({ Name: 'orders', Count: 3, List: ['a', 'b'], Nothing: undefined })[name],
  attribute: (logicalId, name) => `${logicalId}:${name}`,
  condition: (name) => name === 'Yes',
  mapping: (path) => path.join('/'),
  importValue: (name) => `imported ${name}`,
};

const yes = { Condition: 'Yes' };
const no = { Condition: 'No' };

describe('resolve', () => {
  it.each<[value: unknown, expected: unknown]>([
    ['plain', 'plain'],
    [{ a: [1, true, null, { b: 'c' }] }, { a: [1, true, null, { b: 'c' }] }],
    [{ Ref: 'Name' }, 'orders'],
    [{ Condition: { StringEquals: { k: 'v' } } }, { Condition: { StringEquals: { k: 'v' } } }],
    [{ 'Fn::GetAtt': ['Table', 'Arn'] }, 'Table:Arn'],
    [{ 'Fn::GetAtt': 'Db.Endpoint.Port' }, 'Db:Endpoint.Port'],
    [{ 'Fn::Join': ['-', ['a', { Ref: 'Name' }, 1]] }, 'a-orders-1'],
    [{ 'Fn::Join': ['', { 'Fn::Split': ['.', 'a.b.c'] }] }, 'abc'],
    [{ 'Fn::Select': ['1', { Ref: 'List' }] }, 'b'],
    [{ 'Fn::Select': [0, { 'Fn::Split': ['/', 'x/y'] }] }, 'x'],
    [{ 'Fn::Sub': `\${Name}/\${Table.Arn}/\${!Name}/\${Count}` }, `orders/Table:Arn/\${Name}/3`],
    [{ 'Fn::Sub': [`\${own}-\${Name}`, { own: { Ref: 'Count' } }] }, '3-orders'],
    [{ 'Fn::If': ['Yes', { Ref: 'Name' }, 'other'] }, 'orders'],
    [{ 'Fn::If': ['No', 'one', { Ref: 'Name' }] }, 'orders'],
    [{ 'Fn::FindInMap': ['Map', { Ref: 'Name' }, 'size'] }, 'Map/orders/size'],
    [{ 'Fn::Base64': { Ref: 'Name' } }, 'b3JkZXJz'],
    [{ 'Fn::ImportValue': { 'Fn::Sub': `\${Name}-arn` } }, 'imported orders-arn'],
    [{ a: { Ref: 'Nothing' }, b: [{ Ref: 'Nothing' }, 1] }, { b: [1] }],
  ])('given %j, when resolved, then it is %j', (value, expected) => {
    expect(resolve(value, scope)).toEqual(expected);
  });

  it.each<[name: string, value: unknown]>([
    ['Fn::GetAZs', { 'Fn::GetAZs': '' }],
    ['Fn::Transform', { 'Fn::Transform': {} }],
    ['Fn::Join', { 'Fn::Join': ['', []], other: 1 }],
    ['"{{resolve:ssm:/key}}"', { a: '{{resolve:ssm:/key}}' }],
    ['["9",["a"]]', { 'Fn::Select': ['9', ['a']] }],
    ['{"a":1}', { 'Fn::Join': ['', [{ a: 1 }]] }],
  ])('given what is not known by the name %s, when resolved, then it is refused', (name, value) => {
    expect(() => resolve(value, scope)).toThrow(Unsupported);
    expect(() => resolve(value, scope)).toThrow(expect.objectContaining({ name, where: 'stack/Thing' }));
  });
});

describe('holds', () => {
  it.each<[expression: unknown, expected: boolean]>([
    [{ 'Fn::Equals': [{ Ref: 'Count' }, '3'] }, true],
    [{ 'Fn::Equals': [{ Ref: 'Name' }, 'x'] }, false],
    [{ 'Fn::And': [yes, yes] }, true],
    [{ 'Fn::And': [yes, no] }, false],
    [{ 'Fn::Or': [no, yes] }, true],
    [{ 'Fn::Or': [no, no] }, false],
    [{ 'Fn::Not': [no] }, true],
    [yes, true],
  ])('given %j, when tested, then it is %s', (expression, expected) => {
    expect(holds(expression, scope)).toBe(expected);
  });

  it.each([[{ 'Fn::Contains': [] }], ['Yes'], [{}]])('given %j, when tested, then it is refused', (expression) => {
    expect(() => holds(expression, scope)).toThrow(Unsupported);
  });
});
