import fc from 'fast-check';
import { allot } from '../../../functions/inventory/domain/sourcing.ts';
import { type StockLevel, wantsOf } from '../../../functions/inventory/domain/stock.ts';

const sku = fc.constantFrom('A', 'B', 'C');
const lines = fc.array(fc.record({ sku, quantity: fc.integer({ min: 1, max: 50 }) }), { minLength: 1, maxLength: 8 });
const levels = fc
  .uniqueArray(
    fc.record({ sku, locationId: fc.constantFrom('main', 'a', 'b'), available: fc.integer({ min: 0, max: 60 }) }),
    { selector: (level) => `${level.sku} ${level.locationId}` },
  )
  .map((all): StockLevel[] => all.map((level) => ({ ...level, onHand: level.available, reserved: 0 })));

const unitsOf = (entries: readonly { sku: string; quantity: number }[], wanted: string) =>
  entries.filter((entry) => entry.sku === wanted).reduce((sum, { quantity }) => sum + quantity, 0);

test('given any lines and stock, then either exactly what is wanted is allotted from what is there, or the lines that lack are named', () => {
  fc.assert(
    fc.property(lines, levels, (wanted, stock) => {
      const { allotments, soldOut } = allot(wantsOf(wanted), stock);
      const has = (name: string) =>
        stock.filter((level) => level.sku === name).reduce((sum, l) => sum + l.available, 0);
      const short = [...new Set(wanted.map((line) => line.sku))].filter((name) => unitsOf(wanted, name) > has(name));
      expect((soldOut ?? []).map((want) => want.sku).sort()).toEqual(short.sort());
      for (const want of soldOut ?? []) expect(wanted.findIndex((line) => line.sku === want.sku)).toBe(want.line);
      for (const { sku: name } of allotments ? wanted : []) {
        expect(unitsOf(allotments ?? [], name)).toBe(unitsOf(wanted, name));
      }
      for (const part of allotments ?? []) {
        const level = stock.find((each) => each.sku === part.sku && each.locationId === part.locationId);
        expect(part.quantity).toBeGreaterThan(0);
        expect(part.quantity).toBeLessThanOrEqual(level?.available ?? 0);
      }
    }),
  );
});

test('given one place that has enough, then nothing is split, and main goes first', () => {
  const level = (locationId: string, available: number) => ({
    sku: 'A',
    locationId,
    available,
    onHand: available,
    reserved: 0,
  });
  const wants = wantsOf([{ sku: 'A', quantity: 5 }]);
  const from = (...stock: StockLevel[]) => allot(wants, stock).allotments?.map(({ locationId }) => locationId);
  expect(from(level('a', 9), level('main', 5))).toEqual(['main']);
  expect(from(level('main', 4), level('b', 9), level('a', 5))).toEqual(['a']);
  expect(from(level('main', 4), level('a', 1))).toEqual(['main', 'a']);
  expect(allot(wants, [level('main', 9)], { only: 'store' }).soldOut).toEqual(wants);
});
