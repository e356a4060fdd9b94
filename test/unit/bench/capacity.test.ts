import { itemBytes, readUnits, writeUnits } from '../../../bench/counting/capacity.ts';

describe('units', () => {
  test.each([
    [100, 1, 2],
    [1_024, 1, 2],
    [1_025, 2, 4],
    [3_500, 4, 8],
    [0, 1, 2],
  ])('given an item of %s bytes, then a write takes %s units, in a transaction %s', (bytes, alone, together) => {
    expect([writeUnits(bytes), writeUnits(bytes, true)]).toEqual([alone, together]);
  });

  test.each([
    [0, 0.5, 1, 2],
    [4_096, 0.5, 1, 2],
    [4_097, 1, 2, 4],
    [10_000, 1.5, 3, 6],
  ])('given an item of %s bytes, then reading takes %s, %s or %s units', (bytes, eventual, strong, transactional) => {
    const taken = (['eventual', 'strong', 'transactional'] as const).map((how) => readUnits(bytes, how));
    expect(taken).toEqual([eventual, strong, transactional]);
  });
});

describe('the size of an item', () => {
  test.each([
    [{ pk: { S: 'ab' } }, 4],
    [{ pk: { S: '茶' } }, 5],
    [{ n: { N: '1200' } }, 3],
    [{ n: { N: '-12.5' } }, 5],
    [{ n: { N: '0' } }, 2],
    [{ t: { BOOL: true } }, 2],
    [{ t: { NULL: true } }, 2],
    [{ b: { B: 'AAAA' } }, 4],
    [{ s: { SS: ['a', 'bc'] } }, 4],
    [{ l: { L: [{ S: 'a' }, { S: 'b' }] } }, 8],
    [{ m: { M: { a: { S: 'x' } } } }, 7],
  ] as const)('given %j, then it is %s bytes', (item, bytes) => {
    expect(itemBytes(structuredClone(item) as Parameters<typeof itemBytes>[0])).toBe(bytes);
  });
});
