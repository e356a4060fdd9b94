import { compileFilters, compilePattern } from '../../../local/event-pattern.ts';
import { Unsupported } from '../../../local/unsupported.ts';

type Case = [name: string, pattern: unknown, matching: unknown[], others: unknown[]];

const leaf = (...alternatives: unknown[]) => ({ x: alternatives });
const events = (...values: unknown[]) => values.map((x) => ({ x }));

const cases: Case[] = [
  ['a string', leaf('a'), events('a', ['b', 'a']), [...events('A', 'ab', 1, null, [], ['b'], { a: 1 }), {}, null, 'a']],
  ['a number', leaf(300), events(300, [1, 300]), events('300', 301)],
  ['a boolean', leaf(true), events(true), events('true', 1, false)],
  ['null', leaf(null), events(null, [null]), [...events('', 0, 'null'), {}]],
  ['the empty string', leaf(''), events(''), [...events(' ', null), {}]],
  ['alternatives', leaf('a', 2, null), events('a', 2, null), events('2', false)],
  ['prefix', leaf({ prefix: 'or.' }), events('or.der', 'or.', ['x', 'or.1']), events('order', 'Or.', 1)],
  ['prefix, folded', leaf({ prefix: { 'equals-ignore-case': 'oR' } }), events('ORder', 'or'), events('border')],
  ['suffix', leaf({ suffix: '.png' }), events('a.png'), events('a.PNG', 'png')],
  ['suffix, folded', leaf({ suffix: { 'equals-ignore-case': '.PNG' } }), events('a.png', 'a.pNg'), events('a.jpg')],
  ['equals-ignore-case', leaf({ 'equals-ignore-case': 'Alice' }), events('alice', 'ALICE'), events('alic', 'alices')],
  [
    'anything-but a value',
    leaf({ 'anything-but': 'a' }),
    events('b', 1, null, ['a', 'b']),
    [...events('a', ['a']), {}],
  ],
  ['anything-but a list', leaf({ 'anything-but': [1, 2] }), events(3, '1'), events(1, 2)],
  [
    'anything-but prefix',
    leaf({ 'anything-but': { prefix: 'init' } }),
    events('done', 'ini'),
    [...events('initial'), {}],
  ],
  ['anything-but prefixes', leaf({ 'anything-but': { prefix: ['a', 'b'] } }), events('c'), events('ax', 'bx')],
  ['anything-but suffix', leaf({ 'anything-but': { suffix: '.txt' } }), events('a.png'), events('a.txt')],
  [
    'anything-but, folded',
    leaf({ 'anything-but': { 'equals-ignore-case': ['a', 'B'] } }),
    events('c', 'aa'),
    events('A', 'b'),
  ],
  ['anything-but wildcard', leaf({ 'anything-but': { wildcard: '*/lib/*' } }), events('a/src/b'), events('a/lib/b')],
  ['numeric =', leaf({ numeric: ['=', 5] }), events(5), events(5.1, '5')],
  ['numeric range', leaf({ numeric: ['>', 0, '<=', 5] }), events(0.1, 5), events(0, 5.1, -1, '3')],
  ['numeric below', leaf({ numeric: ['<', 10] }), events(9, -1e9), events(10)],
  ['numeric from', leaf({ numeric: ['>=', 10] }), events(10), events(9.99)],
  ['exists', leaf({ exists: true }), events('a', null, 0, [1]), [...events({ y: 1 }, []), {}, { x: undefined }]],
  [
    'exists not',
    leaf({ exists: false }),
    [{}, { y: 1 }, ...events({ y: 1 }, [])],
    events('', null, [1], ['a', { y: 1 }]),
  ],
  ['no element', { a: { b: [{ exists: false }] } }, [{ a: [] }, { a: [1] }, { a: [{ c: 1 }] }], [{ a: [{ b: 1 }] }]],
  [
    'wildcard',
    leaf({ wildcard: 'dir/*/*.png' }),
    events('dir/a/b.png', 'dir//.png'),
    events('dir/a.png', 'dir/a/b.pngx'),
  ],
  ['wildcard, escaped', leaf({ wildcard: 'a\\*\\\\*' }), events('a*\\', 'a*\\b'), events('ab', 'a\\')],
  ['wildcard, special characters', leaf({ wildcard: 'a.(b)*' }), events('a.(b)', 'a.(b)c'), events('ax(b)')],
  ['cidr', leaf({ cidr: '10.0.0.0/24' }), events('10.0.0.0', '10.0.0.255'), events('10.0.1.0', '::1', 'ten')],
  ['cidr, version 6', leaf({ cidr: '2001:db8::/32' }), events('2001:db8:1::1'), events('2001:db9::1', '10.0.0.1')],
  [
    'nested fields',
    { a: { b: ['x'] }, c: [1] },
    [{ a: { b: 'x', z: 1 }, c: 1 }],
    [{ a: { b: 'x' } }, { a: 'x', c: 1 }],
  ],
  ['no parent at all', { a: { b: [{ exists: false }] } }, [{}, { a: {} }, { a: 1 }], [{ a: { b: 1 } }]],
  [
    'array consistency',
    { lines: { sku: ['A'], quantity: [{ numeric: ['>', 1] }] } },
    [{ lines: [{ sku: 'B' }, { sku: 'A', quantity: 2 }] }],
    [
      {
        lines: [
          { sku: 'A', quantity: 1 },
          { sku: 'B', quantity: 2 },
        ],
      },
      { lines: [] },
    ],
  ],
  [
    '$or',
    { $or: [{ a: [1] }, { b: { c: [{ exists: true }] } }], d: ['x'] },
    [
      { a: 1, d: 'x' },
      { b: { c: 0 }, d: 'x' },
    ],
    [{ a: 1 }, { a: 2, b: {}, d: 'x' }],
  ],
  ['$or inside a field', { o: { $or: [{ a: [1] }, { b: [1] }] } }, [{ o: { b: 1 } }], [{ o: { c: 1 } }, { b: 1 }]],
  ['a field of that name in no prototype', { constructor: [{ exists: true }] }, [{ constructor: 1 }], [{}]],
];

describe('compilePattern', () => {
  it.each(cases)('given %s, when events pass, then only the meant ones match', (_name, pattern, matching, others) => {
    const matches = compilePattern(pattern, 'rule R');
    expect(matching.filter((event) => !matches(event))).toEqual([]);
    expect(others.filter((event) => matches(event))).toEqual([]);
  });

  it.each<[name: string, kind: string, pattern: unknown]>([
    ['sounds-like', 'event pattern operator', leaf({ 'sounds-like': 'a' })],
    ['anything-but cidr', 'event pattern operator', leaf({ 'anything-but': { cidr: '10.0.0.0/8' } })],
    ['toString', 'event pattern operator', leaf({ toString: 'a' })],
    ['"a"', 'event pattern shape', { x: 'a' }],
    ['[]', 'event pattern shape', { x: [] }],
    ['{}', 'event pattern shape', {}],
    ['{"$or":[{"a":[1]}]}', 'event pattern shape', { $or: [{ a: [1] }] }],
    ['{"prefix":"a","suffix":"b"}', 'event pattern value', leaf({ prefix: 'a', suffix: 'b' })],
    ['7', 'event pattern value', leaf({ prefix: 7 })],
    ['[">"]', 'event pattern numeric', leaf({ numeric: ['>'] })],
    ['[1,"2"]', 'event pattern value', leaf({ 'anything-but': [1, '2'] })],
    ['null', 'event pattern value', leaf({ 'anything-but': null })],
    ['["<",6000000000]', 'event pattern numeric', leaf({ numeric: ['<', 6e9] })],
    ['["~",1]', 'event pattern numeric', leaf({ numeric: ['~', 1] })],
    ['"a**b"', 'event pattern wildcard', leaf({ wildcard: 'a**b' })],
    ['"a\\\\d"', 'event pattern wildcard', leaf({ wildcard: 'a\\d' })],
    ['"10.0.0.0/33"', 'event pattern cidr', leaf({ cidr: '10.0.0.0/33' })],
  ])('given %s, when compiled, then it is refused by kind and name', (name, kind, pattern) => {
    const compiling = () => compilePattern(pattern, 'rule R');
    expect(compiling).toThrow(Unsupported);
    expect(compiling).toThrow(expect.objectContaining({ kind, name, where: expect.stringContaining('rule R') }));
  });
});

describe('compileFilters', () => {
  it('given no pattern, when a record comes, then it passes', () => {
    expect(compileFilters([], 'mapping M')({ a: 1 })).toBe(true);
  });

  it('given two patterns, when a record matches the second, then it passes', () => {
    const passes = compileFilters(['{"eventName":["INSERT"]}', '{"eventName":["MODIFY"]}'], 'mapping M');
    expect([{ eventName: 'MODIFY' }, { eventName: 'REMOVE' }].map(passes)).toEqual([true, false]);
  });

  it('given text that is not JSON, when compiled, then it is refused', () => {
    expect(() => compileFilters(['{'], 'mapping M')).toThrow(Unsupported);
  });
});
