import { readFileSync } from 'node:fs';
import { baselinePrice, comparedPrice, dealsBefore } from '../../../functions/compliance/domain/base-price.ts';
import { isChosen, isDisplayed, isListHonest, isPrizeAllowed } from '../../../functions/compliance/domain/fair-sale.ts';
import { lastReturnDay, noReasonUntil, refundBy } from '../../../functions/compliance/domain/return-days.ts';

const ZONE = 'Asia/Shanghai';

/** The cases of one rule, of any shape: each test reads what its rule has. */
interface Case {
  [field: string]: unknown;
}

const vectors = JSON.parse(readFileSync('test/vectors/compliance-cases.json', 'utf8')) as Record<
  string,
  { cases: Case[] }
>;

const casesOf = (rule: string): Case[] => vectors[rule]?.cases ?? [];

describe('the known cases of the law', () => {
  test.each(casesOf('baselinePrice'))('base price: $id', ({ promotionStart, deals, base }) => {
    const known = (deals as { t: string; p: number }[]).map(({ t, p }) => ({ at: t, price: p }));
    expect(baselinePrice(dealsBefore(known, String(promotionStart)))).toBe(base);
  });

  test.each(casesOf('comparedPrice'))('compared price: $id', ({ lowest7d, lastDeal, compared, label, ok }) => {
    const before = { lowest7d: (lowest7d ?? null) as number | null, lastDeal: (lastDeal ?? null) as number | null };
    const verdict = comparedPrice(Number(compared), before, label as string | undefined);
    expect(verdict).toBe(ok ? 'true' : 'too-high');
  });

  test.each(casesOf('listVsDetail'))('list against detail: $list, $detail, $condition', (known) => {
    const { list, detail, condition, ok } = known;
    expect(isListHonest(Number(list), Number(detail), condition as string | undefined)).toBe(ok);
  });

  test.each(casesOf('lotteryPrize'))('top prize: $maxPrizeFen', ({ maxPrizeFen, ok }) => {
    expect(isPrizeAllowed(Number(maxPrizeFen))).toBe(ok);
  });

  test.each(casesOf('noReasonReturn'))('return: $signedAt $returnedGoodsReceivedAt', (known) => {
    const { signedAt, lastDay, returnedGoodsReceivedAt, refundBy: by } = known;
    if (signedAt) expect(lastReturnDay(String(signedAt), ZONE)).toBe(lastDay);
    else expect(refundBy(String(returnedGoodsReceivedAt), ZONE)).toBe(by);
  });

  test.each(casesOf('extraCharge'))('extra charge: $displayed, $charged', ({ displayed, charged, ok }) => {
    expect(isDisplayed(displayed as number[], Number(charged))).toBe(ok);
  });

  test.each(casesOf('defaultTicked'))('ticked: $preselected, $userSelected', ({ preselected, userSelected, ok }) => {
    const ticked = { preselected: Boolean(preselected), ...(userSelected ? { userSelected: true } : {}) };
    expect(isChosen(ticked)).toBe(ok);
  });
});

describe('beyond the known cases', () => {
  test('given a period that ends within the holidays of October, then it ends with the first day after them', () => {
    expect(lastReturnDay('2025-09-25T10:00:00+08:00', ZONE)).toBe('2025-10-04');
    expect(lastReturnDay('2025-09-27T10:00:00+08:00', ZONE)).toBe('2025-10-04');
    expect(lastReturnDay('2025-09-23T10:00:00+08:00', ZONE)).toBe('2025-09-30');
  });

  test('given goods signed for, then the period ends at midnight of the shop after the seventh day', () => {
    expect(noReasonUntil('2026-11-21T08:00:00.000Z', ZONE)).toBe('2026-11-28T16:00:00.000Z');
    expect(noReasonUntil('2026-11-21T15:59:59.000Z', ZONE)).toBe('2026-11-28T16:00:00.000Z');
    expect(noReasonUntil('2026-11-21T16:00:00.000Z', ZONE)).toBe('2026-11-29T16:00:00.000Z');
  });

  test('given nothing ever sold, then a compared price has nothing to be compared with', () => {
    const never = { lowest7d: null, lastDeal: null };
    expect(comparedPrice(1, never)).toBe('no-deal');
    expect(comparedPrice(1, never, '原价')).toBe('no-deal');
  });
});
