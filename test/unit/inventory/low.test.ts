import { fallOf, freedOf } from '../../../functions/inventory/domain/low.ts';
import { shelf } from '../../support/shelf.ts';

const at = (available: number, more: object = {}) => shelf(available, { lowAt: 5, version: 7, ...more });

test('given a level that falls below its threshold, then that is a fall, with what is left', () => {
  expect(fallOf(at(5), at(4))).toEqual({ sku: 'A', locationId: 'main', available: 4, lowAt: 5, version: 7 });
});

test.each([
  ['stays above it', at(9), at(5)],
  ['was low before', at(4), at(3)],
  ['rises', at(3), at(6)],
  ['has no threshold', shelf(9), shelf(0)],
  ['is still full of units that are kept for a channel', at(5), at(2, { 'pool-live': 3 })],
  ['is gone', at(9), undefined],
])('given a level that %s, then nobody is told', (_, before, after) => {
  expect(fallOf(before, after)).toBeUndefined();
});

test('given a threshold that is laid down above what is left, or raised above it, then that is a fall', () => {
  expect(fallOf(shelf(2), at(2))).toMatchObject({ available: 2 });
  expect(fallOf(at(4, { lowAt: 3 }), at(4))).toMatchObject({ available: 4 });
});

describe('given units that somebody waits for', () => {
  const awaiting = (available: number, awaited: number) => shelf(available, { awaited, version: 9 });

  test('when some come or are given back, then they are free for those who wait', () => {
    const freed = { sku: 'A', locationId: 'main', available: 2, awaited: 3, version: 9 };
    expect(freedOf(awaiting(0, 3), awaiting(2, 3))).toEqual(freed);
    expect(freedOf(awaiting(2, 0), awaiting(2, 3))).toEqual(freed);
  });

  test.each([
    ['none is free', awaiting(0, 3), awaiting(0, 2)],
    ['nobody waits', shelf(0), shelf(2)],
    ['they are taken', awaiting(3, 3), awaiting(2, 2)],
    ['the level is gone', awaiting(3, 3), undefined],
  ])('when %s, then nobody is told', (_, before, after) => {
    expect(freedOf(before, after)).toBeUndefined();
  });
});
