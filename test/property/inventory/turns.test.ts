import fc from 'fast-check';
import { plus } from '../../../functions/inventory/domain/counters.ts';
import { allot } from '../../../functions/inventory/domain/sourcing.ts';
import type { StockLevel } from '../../../functions/inventory/domain/stock.ts';
import { type Turn, takeTurns } from '../../../functions/inventory/domain/turns.ts';

const LOCATIONS = ['main', 'store-1', 'store-2'];

const levelsOf = fc
  .uniqueArray(fc.tuple(fc.constantFrom('A', 'B'), fc.constantFrom(...LOCATIONS)), { selector: String, minLength: 1 })
  .chain((places) =>
    fc.tuple(...places.map(([sku, locationId]) => fc.nat(9).map((available) => ({ sku, locationId, available })))),
  )
  .map((levels) =>
    levels.map(
      (level): StockLevel => ({ ...level, onHand: level.available, reserved: 0, version: level.available + 1 }),
    ),
  );

const wantOf = fc.record({
  sku: fc.constantFrom('A', 'B'),
  quantity: fc.integer({ min: 1, max: 4 }),
  line: fc.constant(0),
});
const turnsOf = fc.array(
  fc.record({
    wants: fc.uniqueArray(wantOf, { selector: ({ sku }) => sku, minLength: 1, maxLength: 2 }),
    how: fc.record({ only: fc.option(fc.constantFrom(...LOCATIONS), { nil: undefined }) }),
  }),
  { maxLength: 12 },
);

const leftOf = (levels: readonly StockLevel[], sku: string, only: string | undefined) =>
  levels
    .filter((level) => level.sku === sku && (only === undefined || level.locationId === only))
    .reduce((sum, { available }) => sum + available, 0);

/** The same turns, one commit each: what a group must come to. */
function oneByOne(turns: readonly Turn[], given: readonly StockLevel[]) {
  let levels = [...given];
  return turns.map(({ wants, how }) => {
    const { allotments } = allot(wants, levels, how);
    for (const { sku, locationId, quantity } of allotments ?? [])
      levels = levels.map((level) =>
        level.sku === sku && level.locationId === locationId
          ? { ...level, available: level.available - quantity, reserved: level.reserved + quantity }
          : level,
      );
    return { allotments, left: levels };
  });
}

describe('given buyers who take in turn', () => {
  test('then a group gives each what he would have had alone, one after the other', () => {
    fc.assert(
      fc.property(turnsOf, levelsOf, (turns, levels) => {
        expect(takeTurns(turns, levels).taken).toEqual(oneByOne(turns, levels).map(({ allotments }) => allotments));
      }),
    );
  });

  test('then each level moves once, by all that was taken from it, and needs as much', () => {
    fc.assert(
      fc.property(turnsOf, levelsOf, (turns, levels) => {
        const { taken, movements } = takeTurns(turns, levels);
        const units = taken.flatMap((allotments) => allotments ?? []);
        for (const { sku, locationId, by, needs } of movements) {
          const sum = units
            .filter((unit) => unit.sku === sku && unit.locationId === locationId)
            .reduce((all, { quantity }) => all + quantity, 0);
          expect([by, needs]).toEqual([plus({ reserved: sum, available: -sum }, {}), { available: sum }]);
        }
        const places = movements.map(({ sku, locationId }) => `${sku} ${locationId}`);
        expect(new Set(places).size).toBe(places.length);
        expect(new Set(units.map(({ sku, locationId }) => `${sku} ${locationId}`))).toEqual(new Set(places));
      }),
    );
  });

  test('then nobody is refused while enough is left, and the levels he found too empty bear witness', () => {
    fc.assert(
      fc.property(turnsOf, levelsOf, (turns, levels) => {
        const { taken, witnesses } = takeTurns(turns, levels);
        const steps = oneByOne(turns, levels);
        taken.forEach((allotments, at) => {
          if (allotments) return;
          const left = steps[at - 1]?.left ?? levels;
          const { wants, how } = turns[at] as Turn;
          const short = wants.filter(({ sku, quantity }) => leftOf(left, sku, how?.only) < quantity);
          expect(short.length).toBeGreaterThan(0);
          const seen = levels.filter(({ sku }) => short.some((want) => want.sku === sku));
          for (const { sku, locationId, version } of seen)
            expect(witnesses).toContainEqual({ sku, locationId, version });
        });
        if (taken.every((allotments) => allotments)) expect(witnesses).toEqual([]);
      }),
    );
  });

  test('then nobody awaits more than may be awaited, even when others began to wait meanwhile', () => {
    const limit = 5;
    const level: StockLevel = {
      sku: 'A',
      locationId: 'main',
      onHand: 1,
      reserved: 0,
      available: 1,
      backorderLimit: limit,
    };
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 6 }), (quantities) => {
        const turns = quantities.map((quantity) => ({ wants: [{ sku: 'A', quantity, line: 0 }] }));
        for (const { by, most } of takeTurns(turns, [level]).movements) {
          const awaited = by.awaited ?? 0;
          expect(awaited).toBeLessThanOrEqual(limit);
          expect(most).toEqual(awaited > 0 ? { awaited: limit - awaited } : {});
        }
      }),
    );
  });
});
