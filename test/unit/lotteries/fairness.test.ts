import { createHash, createHmac } from 'node:crypto';
import { commitmentOf, prizeOf, ticketOf } from '../../../functions/lotteries/domain/fairness.ts';
import { CERTAINTY, type Prize, prizeFaults, stateOf, ticketsOf } from '../../../functions/lotteries/domain/lottery.ts';
import { poolChange, prizesGone } from '../../../functions/lotteries/domain/pool.ts';

const prize = (prizeId: string, odds: number, more: Partial<Prize> = {}): Prize => ({
  prizeId,
  name: { en: prizeId },
  value: 100,
  count: 10,
  odds,
  ...more,
});

const PRIZES = [prize('car', 1_000), prize('kettle', 50), prize('cup', 4)];

describe('the odds', () => {
  test('given fixed seeds and 200,000 draws, then each prize is won as often as was published, within what chance allows', () => {
    const draws = 50_000;
    const seeds = ['one', 'two', 'three', 'four'];
    const won = new Map<string, number>();
    for (const seed of seeds) {
      for (let n = 1; n <= draws; n += 1) {
        const id =
          prizeOf(ticketOf(seed, { promotionId: 'p', customerId: `c${n % 97}`, n }), PRIZES)?.prizeId ?? 'none';
        won.set(id, (won.get(id) ?? 0) + 1);
      }
    }
    const all = draws * seeds.length;
    const expected = new Map(PRIZES.map(({ prizeId, odds }) => [prizeId, all / odds]));
    expected.set('none', all - [...expected.values()].reduce((a, b) => a + b, 0));
    // Pearson's statistic with three degrees of freedom passes 16.3 once in a thousand fair draws; the seeds are fixed.
    const chi2 = [...expected].reduce((sum, [id, count]) => sum + ((won.get(id) ?? 0) - count) ** 2 / count, 0);
    expect(chi2).toBeLessThan(16.3);
    expect(won.size).toBe(4);
  });

  test('given a ticket at either end of a stretch, then it is in, and the next one is not', () => {
    const first = ticketsOf({ odds: 1_000 });
    expect([0, first - 1, first].map((ticket) => prizeOf(ticket, PRIZES)?.prizeId)).toEqual(['car', 'car', 'kettle']);
    expect(prizeOf(CERTAINTY - 1, PRIZES)).toBeUndefined();
    expect(prizeOf(CERTAINTY - 1, [prize('sure', 1)])?.prizeId).toBe('sure');
  });

  test('given odds that come to more than one, or a prize named twice, then they are refused', () => {
    expect(prizeFaults([prize('a', 2), prize('b', 2)])).toEqual([]);
    expect(prizeFaults([prize('a', 2), prize('b', 2), prize('c', 1_000_000)])).toEqual([
      { path: 'effect.prizes', code: 'odds-above-certainty' },
    ]);
    expect(prizeFaults([prize('a', 2), prize('a', 3)])).toEqual([{ path: 'effect.prizes', code: 'named-twice' }]);
  });
});

describe('what proves that a draw was fair', () => {
  test('given the seed, then the commitment and the ticket follow by the rule on the page', () => {
    const drawing = { promotionId: 'p', customerId: 'c', n: 7 };
    const digest = createHmac('sha256', 'seed').update('["p","c",7]').digest('hex');
    expect(ticketOf('seed', drawing)).toBe(Number.parseInt(digest.slice(0, 12), 16));
    expect(commitmentOf('seed')).toBe(createHash('sha256').update('seed').digest('hex'));
    expect(ticketOf('seed', { ...drawing, n: 8 })).not.toBe(ticketOf('seed', drawing));
  });
});

describe('the life of a draw', () => {
  const lottery = { validFrom: '2026-11-01T00:00:00.000Z', validTo: '2026-11-11T00:00:00.000Z' } as never;

  test.each([
    ['2026-10-31T23:59:59.999Z', true, 'planned'],
    ['2026-11-01T00:00:00.000Z', true, 'running'],
    ['2026-11-11T00:00:00.000Z', true, 'ended'],
    ['2026-11-05T00:00:00.000Z', false, 'ended'],
  ] as const)('at %s, live: %s, it is %s', (now, isLive, state) => {
    expect(stateOf(lottery, isLive, now)).toBe(state);
  });

  test('given a new version, then the pool grows by what is more, and knows what is gone', () => {
    const before = { prizes: [prize('a', 2, { count: 5 }), prize('b', 9)] } as never;
    const next = [prize('a', 2, { count: 8 }), prize('c', 9)];
    expect(poolChange(before, next)).toEqual([
      { prizeId: 'a', more: 3 },
      { prizeId: 'c', more: 10 },
    ]);
    expect(prizesGone(before, next)).toEqual(['b']);
    expect(poolChange(undefined, next).map(({ more }) => more)).toEqual([8, 10]);
  });
});
