import { addUp, compare } from '../../../functions/inventory/domain/recount.ts';
import { shelf } from '../../support/shelf.ts';

const came = { locationId: 'main', by: { onHand: 5, available: 5 } };
const went = { locationId: 'main', by: { onHand: -2, available: -2 } };
const three = shelf(3, { version: 2 });

test('given levels that are what the ledger says, then nothing differs', () => {
  expect(compare('A', [three], addUp({}, [came, went]))).toEqual({ differences: [], moved: false });
});

test('given a sum of the past, when the rest is added, then it is the sum of all', () => {
  expect(addUp(addUp({}, [came]), [went])).toEqual(addUp({}, [came, went]));
});

test.each([
  ['a number that was changed by nobody', shelf(3, { version: 2, onHand: 4 }), ['onHand']],
  ['damaged units out of nowhere', shelf(3, { version: 2, damaged: 1 }), ['damaged']],
  ['a movement without its entry', shelf(4, { version: 3 }), ['onHand', 'available', 'movements']],
])('given %s, then it is named', (_, level, counters) => {
  const { differences } = compare('A', [level], addUp({}, [came, went]));
  expect(differences.map(({ counter }) => counter)).toEqual(counters);
});

test('given a level that is gone, then all of it is missed', () => {
  expect(compare('A', [], addUp({}, [came])).moved).toBe(true);
  const other = shelf(3, { version: 2, locationId: 'store' });
  expect(compare('A', [other], {}).differences).toContainEqual({
    sku: 'A',
    locationId: 'store',
    counter: 'onHand',
    stands: 3,
    recomputed: 0,
  });
});

test('given units that moved between the two looks, then nobody cries', () => {
  expect(compare('A', [three], addUp({}, [came, went, went]))).toEqual({ differences: [], moved: true });
});

test('given an entry without its movement, then it is named once it stood there before the level was read', () => {
  const sums = addUp({}, [came, went, went]);
  const { differences, moved } = compare('A', [three], sums, sums);
  expect(moved).toBe(false);
  expect(differences.map(({ counter }) => counter)).toEqual(['onHand', 'available', 'movements']);
});
