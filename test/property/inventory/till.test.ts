import fc from 'fast-check';
import { imbalance, plus } from '../../../functions/inventory/domain/counters.ts';
import { physical } from '../../../functions/inventory/domain/movement.ts';
import { sellAtTill } from '../../../functions/inventory/domain/till.ts';

const units = fc.integer({ min: 0, max: 20 });

/** A level whose numbers add up: with promised units missing, nothing is free or kept back. */
const level = fc.record({ available: units, reserved: units, safety: units, short: units }).map((counts) => {
  const short = Math.min(counts.short, counts.reserved);
  const free = short > 0 ? { available: -short, safety: 0 } : { available: counts.available, safety: counts.safety };
  const onHand = counts.reserved + free.available + free.safety + short;
  return { sku: 'TEA', locationId: 'store-1', version: 3, reserved: counts.reserved, short, ...free, onHand };
});

test('given any shelf, when units were sold at its till, then no number falls below zero and each unit is accounted for', () => {
  fc.assert(
    fc.property(level, fc.integer({ min: 1, max: 80 }), (before, sold) => {
      const { movement, difference, short } = sellAtTill(before, sold);
      expect(difference).toBe(Math.max(0, sold - physical(before)));
      if (!movement) return expect(difference).toBe(sold);
      expect(imbalance(movement.by)).toBe(0);
      const { sku, locationId, version, ...counts } = before;
      const after = plus(counts, movement.by);
      for (const counter of ['onHand', 'reserved', 'safety', 'short'] as const)
        expect(after[counter] ?? 0).toBeGreaterThanOrEqual(0);
      expect(after.available ?? 0).toBeGreaterThanOrEqual(-(after.short ?? 0));
      expect(after.reserved ?? 0).toBe(before.reserved);
      expect((after.onHand ?? 0) - (after.short ?? 0)).toBe(physical(before) - (sold - difference));
      expect(short).toBe((after.short ?? 0) - before.short);
    }),
  );
});
