import {
  type Act,
  findingsOf,
  type Guards,
  needsApproval,
  refuseBlocked,
  type Wanted,
} from '../../../functions/pricing/domain/guard.ts';

const wanted = (price: number, more: Partial<Wanted> = {}): Wanted => ({
  sku: 'TEA',
  path: 'entries.0.price',
  price,
  recent: [],
  ...more,
});

const codes = (guards: Guards, price: Wanted) => findingsOf(guards, [price]).map(({ code }) => code);

const floor = { floor: { percentOverCost: 12.5, act: 'block' as Act } };
const ceiling = { ceiling: { percentOfListPrice: 110, act: 'block' as Act } };
const rate = { changeRate: { percent: 20, days: 7, act: 'block' as Act } };

describe('given a guard, then it stands exactly at its edge', () => {
  test.each<[string, Guards, Wanted, string[]]>([
    ['at the floor', floor, wanted(900, { cost: 800 }), []],
    ['below the floor', floor, wanted(899, { cost: 800 }), ['pricing.below-floor']],
    ['without a cost', floor, wanted(1), []],
    ['at the ceiling', ceiling, wanted(1_100, { listPrice: 1_000 }), []],
    ['above the ceiling', ceiling, wanted(1_101, { listPrice: 1_000 }), ['pricing.above-ceiling']],
    ['without a list price', ceiling, wanted(9_999), []],
    ['as far down as may be', rate, wanted(800, { recent: [1_000] }), []],
    ['further down', rate, wanted(799, { recent: [1_000] }), ['pricing.changed-too-fast']],
    ['further up', rate, wanted(1_201, { recent: [1_000] }), ['pricing.changed-too-fast']],
    ['far from any of the recent ones', rate, wanted(900, { recent: [900, 1_200] }), ['pricing.changed-too-fast']],
    ['from nothing', rate, wanted(900, { recent: [0] }), []],
    ['at the minimum', {}, wanted(500, { minimumPrice: 500 }), []],
    ['below the minimum', {}, wanted(499, { minimumPrice: 500 }), ['pricing.below-minimum']],
    ['above the maximum', {}, wanted(501, { maximumPrice: 500 }), ['pricing.above-maximum']],
    ['with no guards', {}, wanted(0, { cost: 800, listPrice: 1, recent: [1_000] }), []],
  ])('%s', (_what, guards, price, expected) => {
    expect(codes(guards, price)).toEqual(expected);
  });
});

test('given several prices, when some are blocked, then the refusal names each of their places and none besides', () => {
  const prices = [800, 1_000, 700].map((price, at) => wanted(price, { path: `entries.${at}.price`, cost: 800 }));
  const refusal = () => refuseBlocked(findingsOf(floor, prices));
  const code = 'pricing.below-floor';
  expect(refusal).toThrow(
    expect.objectContaining({
      kind: 'mismatch',
      code,
      details: { errors: ['entries.0.price', 'entries.2.price'].map((path) => ({ path, code })) },
    }),
  );
});

test.each<[Act, boolean]>([
  ['alert', false],
  ['approve', true],
])('given a guard that does "%s", then it blocks nothing, and a second person is wanted: %s', (act, isWanted) => {
  const guards = { floor: { percentOverCost: 0, act } };
  const findings = findingsOf(guards, [wanted(1, { cost: 800 })]);
  expect(() => refuseBlocked(findings)).not.toThrow();
  expect(needsApproval(guards, findings)).toBe(isWanted);
});

test('given a shop that wants a second person for everything, then also where nothing was found', () => {
  expect([needsApproval({ approveAll: true }, []), needsApproval({}, [])]).toEqual([true, false]);
});
