import fc from 'fast-check';
import { type DailySales, fold, placed, refunded } from '../../../functions/insights/domain/sales.ts';

const date = fc.constantFrom('2026-11-20', '2026-11-21', '2026-11-22');
const channel = fc.constantFrom('web', 'store', 'live');
const line = fc.record({ quantity: fc.integer({ min: 1, max: 100 }), unitPrice: fc.nat(1_000_000) });
const order = fc
  .tuple(date, channel, fc.array(line, { minLength: 1, maxLength: 5 }), fc.nat(1_000))
  .map(([day, via, lines, discounts]) => placed(day, via, lines, discounts));
const refund = fc.tuple(date, channel, fc.nat(1_000_000)).map(([day, via, amount]) => refunded(day, via, amount));
const changes = fc.array(fc.oneof(order, refund), { maxLength: 45 });

const sorted = (sales: DailySales[]) =>
  [...sales].sort((a, b) => `${a.date}${a.channel}`.localeCompare(`${b.date}${b.channel}`));

describe('folding daily sales', () => {
  it('given events in any order and any batches, then the counters are the same', () => {
    fc.assert(
      fc.property(changes, fc.nat(45), (all, cut) => {
        const inOne = fold(all);
        const inTwo = fold([...fold(all.slice(cut)), ...fold(all.slice(0, cut))]);
        expect(sorted(inTwo)).toEqual(sorted(inOne));
      }),
    );
  });

  it('given any events, then no day and channel stands twice and nothing is lost', () => {
    fc.assert(
      fc.property(changes, (all) => {
        const folded = fold(all);
        expect(new Set(folded.map(({ date: day, channel: via }) => `${day}#${via}`)).size).toBe(folded.length);
        for (const field of ['orders', 'units', 'gross', 'discounts', 'refunds'] as const) {
          const total = (sales: DailySales[]) => sales.reduce((sum, one) => sum + one[field], 0);
          expect(total(folded)).toBe(total(all));
        }
      }),
    );
  });
});
