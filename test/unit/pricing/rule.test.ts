import { idOf, namedBy, proposalOf, refuseStale } from '../../../functions/pricing/domain/proposal.ts';
import { endingIn, isAbout, type Method, propose, type Situation } from '../../../functions/pricing/domain/rule.ts';

const NOW = '2026-11-20T00:00:00.000Z';
const seen = (price: number) => ({ price, observedAt: '2026-11-19T00:00:00.000Z' });

const situation: Situation = {
  sku: 'TEA',
  category: 'food/tea',
  price: 1_000,
  cost: 600,
  market: { latest: { A: seen(900), B: seen(1_100), C: { price: 1, observedAt: '2026-10-01T00:00:00.000Z' } } },
  referencePrice: 1_500,
};

const index: Method = { kind: 'market-index', percent: 98, maxAgeDays: 7, leastCompetitors: 2 };
const value: Method = { kind: 'value-based', referenceSku: 'REF', worth: -400, sharePercent: 50 };

test.each<[string, Method, number, object]>([
  ['cost-plus', { kind: 'cost-plus', percent: 40 }, 840, { cost: 600, percent: 40 }],
  ['market-index', index, 980, { median: 1_000, percent: 98 }],
  ['value-based', value, 1_300, { referenceSku: 'REF', referencePrice: 1_500, worth: -400 }],
])('given a rule %s, then it proposes with its evidence', (_kind, method, price, evidence) => {
  expect(propose({ method }, situation, NOW)).toMatchObject({ price, evidence });
});

test('given the market, then the evidence names each observation it was found of', () => {
  const observations = propose({ method: index }, situation, NOW)?.evidence.observations;
  expect(observations).toMatchObject([
    { competitor: 'A', price: 900 },
    { competitor: 'B', price: 1_100 },
  ]);
});

test.each<[string, Method, Partial<Situation>]>([
  ['no cost', { kind: 'cost-plus', percent: 40 }, { cost: undefined }],
  ['too few competitors', { ...index, leastCompetitors: 3 } as Method, {}],
  ['no market', index, { market: undefined }],
  ['no reference', value, { referencePrice: undefined }],
  ['the price it has already', { kind: 'cost-plus', percent: 40 }, { price: 840 }],
])('given %s, then it proposes nothing', (_what, method, more) => {
  expect(propose({ method }, { ...situation, ...more }, NOW)).toBeUndefined();
});

test.each([
  [1_234, 990],
  [1_600, 1_990],
  [1_490, 990],
  [100, 990],
  [990, 990],
])('given an ending of 9.90, then %i becomes %i', (amount, price) => {
  expect(endingIn(amount, { step: 1_000, ending: 990 })).toBe(price);
});

test.each([
  [{ categories: ['food'] }, true],
  [{ categories: ['food/tea'] }, true],
  [{ categories: ['foo'] }, false],
  [{ categories: ['food/tea/green'] }, false],
  [{ skus: ['TEA'] }, true],
  [{ skus: ['CUP'], categories: ['cups'] }, false],
])('given a rule about %j, then it is about the tea: %s', (of, is) => {
  expect(isAbout(of, situation)).toBe(is);
});

test('given a proposal, then its name in a path says what it is of, whatever the SKU holds', () => {
  const named = { ruleId: 'r.1', sku: 'Tea 1/2' };
  expect(idOf(named)).toMatch(/^[\w-]+$/);
  expect(namedBy(idOf(named))).toEqual(named);
  expect(() => namedBy('AAAA')).toThrow(expect.objectContaining({ code: 'pricing.unknown-proposal' }));
});

test('given a proposal, then it counts for the price it was made for, and for thirty days', () => {
  const rule = { ruleId: 'r', name: 'R', method: value, enabled: true, version: 3 };
  const proposal = proposalOf(rule, situation, { price: 900, evidence: {}, findings: [] }, NOW);
  expect(proposal).toMatchObject({ ruleVersion: 3, current: 1_000, expiresAt: '2026-12-20T00:00:00.000Z' });
  expect(() => refuseStale(proposal, 1_000, NOW)).not.toThrow();
  const stale = expect.objectContaining({ code: 'pricing.proposal-stale' });
  expect(() => refuseStale(proposal, 999, NOW)).toThrow(stale);
  expect(() => refuseStale(proposal, 1_000, proposal.expiresAt)).toThrow(stale);
});
