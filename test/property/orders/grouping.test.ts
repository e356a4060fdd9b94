import fc from 'fast-check';
import {
  type Joiner,
  placeOf,
  retryAfter,
  TICKET_SHARDS,
  ticketOf,
} from '../../../functions/orders/domain/admission.ts';
import { groupsOf } from '../../../functions/orders/domain/grouping.ts';

const joiner = fc
  .record({
    pk: fc.integer({ min: 1, max: 60 }),
    customer: fc.integer({ min: 1, max: 20 }),
    line: fc.constantFrom('A#1', 'B#1'),
    at: fc.integer({ min: 0, max: 9 }),
    skus: fc.integer({ min: 1, max: 3 }),
  })
  .map(
    ({ pk, customer, line, at, skus }): Joiner => ({
      pk: `COMMAND#${pk}`,
      customerId: `c-${customer}`,
      line,
      joinedAt: `2026-11-21T08:00:0${at}.000Z`,
      correlationId: 'c',
      channel: 'web',
      wants: Array.from({ length: skus }, (_, index) => ({
        sku: `S-${index}`,
        quantity: 1,
        line: index,
        sale: '2026-01-01T00:00:00.000Z',
        lapses: 2,
      })),
    }),
  );

const batch = fc.array(joiner, { maxLength: 60 });
const MOST = 12;

describe('given a batch of buyers', () => {
  test('then each of them is in one group once, however often the message came', () => {
    fc.assert(
      fc.property(batch, (joiners) => {
        const grouped = groupsOf(joiners, MOST).flat();
        expect(grouped.map(({ pk }) => pk).sort()).toEqual([...new Set(joiners.map(({ pk }) => pk))].sort());
      }),
    );
  });

  test('then a group is of one line, has each customer once, and fits into one commit', () => {
    fc.assert(
      fc.property(batch, (joiners) => {
        for (const group of groupsOf(joiners, MOST)) {
          expect(new Set(group.map(({ line }) => line)).size).toBe(1);
          expect(new Set(group.map(({ customerId }) => customerId)).size).toBe(group.length);
          expect(group.length).toBeLessThanOrEqual(MOST);
        }
      }),
    );
  });

  test('then within a group who came first goes first', () => {
    fc.assert(
      fc.property(batch, (joiners) => {
        for (const group of groupsOf(joiners, MOST)) {
          const times = group.map(({ joinedAt }) => joinedAt);
          expect(times).toEqual([...times].sort());
        }
      }),
    );
  });

  test('then no group is made that another had room for', () => {
    fc.assert(
      fc.property(fc.uniqueArray(joiner, { selector: ({ customerId }) => customerId, maxLength: 20 }), (joiners) => {
        const alike = joiners.map((one) => ({
          ...one,
          line: 'A#1',
          pk: `${one.pk}-${one.customerId}`,
          wants: one.wants.slice(0, 1),
        }));
        expect(groupsOf(alike, MOST).length).toBe(Math.ceil(alike.length / MOST));
      }),
    );
  });
});

describe('given a place in line', () => {
  test('then it only gets smaller while others are served, and nobody stands before the first', () => {
    fc.assert(
      fc.property(fc.nat(100_000), fc.array(fc.nat(50)), (ticket, steps) => {
        let [served, last] = [0, placeOf(ticket, 0)];
        for (const step of steps) {
          served += step;
          const now = placeOf(ticket, served);
          expect(now).toBeLessThanOrEqual(last);
          expect(now).toBeGreaterThanOrEqual(1);
          last = now;
        }
      }),
    );
  });

  test('then tickets from many counters come to about the number of those who drew one', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2_000 }), (drawn) => {
        const last = ticketOf(Math.ceil(drawn / TICKET_SHARDS));
        expect(Math.abs(last - drawn)).toBeLessThan(TICKET_SHARDS);
      }),
    );
  });

  test('then who stands far behind asks less often, but never less than every five seconds', () => {
    fc.assert(
      fc.property(fc.nat(1_000_000), fc.nat(1_000_000), (one, other) => {
        const [near, far] = [Math.min(one, other), Math.max(one, other)].map(retryAfter);
        expect(near).toBeLessThanOrEqual(far as number);
        expect(near).toBeGreaterThanOrEqual(1);
        expect(far).toBeLessThanOrEqual(5);
      }),
    );
  });
});
