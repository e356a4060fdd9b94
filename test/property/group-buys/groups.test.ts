import fc from 'fast-check';
import { endOf, type Group, openGroup, refusalOf, stepOf } from '../../../functions/group-buys/domain/group.ts';

const instant = fc
  .integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2027, 0, 1) })
  .map((at) => new Date(at).toISOString());

const terms = fc.record({
  promotionId: fc.constant('promo'),
  people: fc.integer({ min: 2, max: 1_000 }),
  hours: fc.integer({ min: 1, max: 168 }),
  validTo: instant,
});

test('given any terms, then a group ends within its hours and never after its promotion', () => {
  fc.assert(
    fc.property(terms, instant, (asked, now) => {
      const { deadline } = openGroup(asked, 'g', now);
      expect(deadline <= asked.validTo).toBe(true);
      expect(Date.parse(deadline) - Date.parse(now)).toBeLessThanOrEqual(asked.hours * 3_600_000);
    }),
  );
});

test('given any group, then one who may join finds a place, and the payment that completes is the last one', () => {
  const group = fc.record({
    seats: fc.integer({ min: 0, max: 6 }),
    paid: fc.integer({ min: 0, max: 6 }),
    state: fc.constantFrom('open' as const, 'complete' as const, 'failed' as const),
  });
  fc.assert(
    fc.property(terms, group, instant, (asked, more, now) => {
      const one: Group = { ...openGroup({ ...asked, people: 6 }, 'g', '2026-06-01T00:00:00.000Z'), ...more };
      if (!refusalOf(one, 'promo', now)) {
        expect(one.state).toBe('open');
        expect(one.seats).toBeLessThan(one.people);
        expect(one.deadline > now).toBe(true);
      }
      const step = stepOf(one, { groupId: 'g', customerId: 'c', orderId: 'o', paid: false });
      expect(step === 'completes').toBe(one.state === 'open' && one.paid === 5);
    }),
  );
});

test('given any members at the deadline, then the group is complete only if as many as it wants have paid', () => {
  const members = fc.uniqueArray(fc.record({ at: fc.nat(9), paid: fc.boolean(), told: fc.boolean() }), {
    selector: ({ at }) => at,
    maxLength: 10,
  });
  fc.assert(
    fc.property(members, fc.integer({ min: 2, max: 10 }), (joined, people) => {
      const group = {
        ...openGroup({ promotionId: 'p', people, hours: 1, validTo: '~' }, 'g', '2026-06-01T00:00:00.000Z'),
      };
      const all = joined.map(({ at, paid }) => ({ groupId: 'g', customerId: `c${at}`, orderId: `o${at}`, paid }));
      const paidOrders = new Set(joined.filter(({ told }) => told).map(({ at }) => `o${at}`));
      const count = joined.filter(({ paid, told }) => paid || told).length;
      expect(endOf(group, all, paidOrders)).toBe(count === people ? 'complete' : 'failed');
    }),
  );
});
