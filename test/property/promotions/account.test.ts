import fc from 'fast-check';
import {
  availableIn,
  gathered,
  grantOf,
  heldBack,
  levelled,
  type Moves,
  neededFor,
  SHARDS,
  type Shard,
  shardsFor,
  shardWith,
} from '../../../functions/promotions/domain/account.ts';

const rests = (most: number) =>
  fc.array(fc.record({ money: fc.integer({ min: 0, max: most }), uses: fc.integer({ min: 0, max: 200 }) }), {
    minLength: SHARDS,
    maxLength: SHARDS,
  });

const after = (shards: readonly Shard[], moves: Moves): Shard[] =>
  shards.map((shard, index) => ({
    money: (shard.money ?? 0) + (moves[index]?.money ?? 0),
    uses: (shard.uses ?? 0) + (moves[index]?.uses ?? 0),
  }));

const sum = (shards: readonly Shard[], measure: 'money' | 'uses') =>
  shards.reduce((all, shard) => all + (shard[measure] ?? 0), 0);

test('gathering moves nothing in or out, leaves no shard below zero, and makes room wherever there is enough in all', () => {
  fc.assert(
    fc.property(
      rests(1_000),
      fc.nat(SHARDS - 1),
      fc.nat(8_000),
      fc.integer({ min: 1, max: 9_000 }),
      (shards, target, reserve, amount) => {
        const grant = { money: 1, uses: 1 };
        const want = { money: amount, uses: 1 };
        const now = after(shards, gathered(shards, target, reserve));
        for (const measure of ['money', 'uses'] as const) {
          expect(sum(now, measure)).toBe(sum(shards, measure));
          expect(Math.min(...now.map((shard) => shard[measure] ?? 0))).toBeGreaterThanOrEqual(0);
        }
        const { money = 0, uses = 0 } = availableIn(shards, reserve);
        const hasRoom = shardWith(now, neededFor(want, grant, SHARDS, reserve), 0) !== undefined;
        if (money < amount || uses < 1) return;
        expect(hasRoom).toBe(true);
        // What is held back is kept: in all never less than the reserve stays.
        expect(sum(now, 'money') - amount).toBeGreaterThanOrEqual(reserve);
      },
    ),
    { numRuns: 300 },
  );
});

test('levelling gives even parts that come to the rest and what was added; a debt lies in the first alone', () => {
  fc.assert(
    fc.property(
      rests(1_000),
      fc.integer({ min: -20_000, max: 20_000 }),
      fc.constantFrom(1, SHARDS),
      (shards, added, count) => {
        const now = after(shards, levelled(shards, { money: 1 }, { money: added }, count)).map(
          ({ money = 0 }) => money,
        );
        const total = sum(shards, 'money') + added;
        expect(now.reduce((a, b) => a + b, 0)).toBe(total);
        expect(now.slice(count).every((money) => money === 0)).toBe(true);
        const used = now.slice(0, count);
        if (total >= 0) expect(Math.max(...used) - Math.min(...used)).toBeLessThanOrEqual(1);
        else expect(now.slice(1).every((money) => money === 0)).toBe(true);
      },
    ),
    { numRuns: 300 },
  );
});

test('interleaved holds, payments and returns never pass the grant, and at the end less is left than the last one asked', () => {
  const step = fc.record({ money: fc.integer({ min: 1, max: 90_000 }), start: fc.nat(SHARDS - 1), back: fc.boolean() });
  fc.assert(
    fc.property(fc.array(step, { minLength: 20, maxLength: 120 }), (steps) => {
      const granted = { money: 1_000_000 };
      let shards: Shard[] = levelled(Array(SHARDS).fill({}), granted, granted, SHARDS) as Shard[];
      const held: { shard: number; money: number }[] = [];
      for (const { money, start, back } of steps) {
        const needed = neededFor({ money }, granted, SHARDS);
        if (shardWith(shards, needed, start) === undefined && (availableIn(shards).money ?? 0) >= money)
          shards = after(shards, gathered(shards, start)).map(({ money: rest }) => ({ money: rest }));
        const shard = shardWith(shards, needed, start);
        if (shard === undefined) expect(sum(shards, 'money')).toBeLessThan(money);
        else {
          shards = shards.map((rest, index) => (index === shard ? { money: (rest.money ?? 0) - money } : rest));
          held.push({ shard, money });
        }
        const first = back ? held.shift() : undefined;
        if (first)
          shards = shards.map((rest, index) =>
            index === first.shard ? { money: (rest.money ?? 0) + first.money } : rest,
          );
        const given = held.reduce((all, one) => all + one.money, 0);
        expect(given + sum(shards, 'money')).toBe(granted.money);
        expect(given).toBeLessThanOrEqual(granted.money);
      }
    }),
    { numRuns: 100 },
  );
});

test.each([
  [{}, 0],
  [{ limits: { perCustomer: 1 } }, 0],
  [{ limits: { budget: 999_999 } }, 1],
  [{ limits: { budget: 1_000_000 } }, SHARDS],
  [{ limits: { budget: 1_000_000, totalUses: 10 } }, 1],
  [{ limits: { totalUses: 1_600 }, quota: { total: 1_600 } }, SHARDS],
])('an account of %j lies in %i shards', (granting, shards) => {
  expect(shardsFor(grantOf(granting))).toBe(shards);
});

test('each hour that began releases its part, from the start on, up to the whole budget', () => {
  const at = (now: string) => heldBack({ budget: 1_000, hourly: 300 }, '2026-11-22T08:00:00.000Z', now);
  expect(at('2026-11-22T07:59:59.999Z')).toBe(1_000);
  expect(at('2026-11-22T08:00:00.000Z')).toBe(700);
  expect(at('2026-11-22T09:00:00.000Z')).toBe(400);
  expect(at('2026-11-23T08:00:00.000Z')).toBe(0);
  expect(heldBack({ budget: 1_000 }, '2026-11-22T08:00:00.000Z', '2026-11-22T08:00:00.000Z')).toBe(0);
});
