import fc from 'fast-check';
import { type OrderNow, type ReferralState, type Step, stepOf } from '../../../functions/referrals/domain/referral.ts';

const AFTER = { reward: 'rewarded', void: 'void', 'take-back': 'taken-back', forget: undefined } as const;

/** How an order goes, from one state to the next. */
const lives: readonly (readonly OrderNow[])[] = [
  ['PAID', 'SHIPPED', 'COMPLETED'].map((status) => ({ status, isAllBack: false })),
  ['PAID', 'CANCELLED'].map((status) => ({ status, isAllBack: false })),
  ['RESERVED', 'EXPIRED'].map((status) => ({ status, isAllBack: false })),
  [...['PAID', 'COMPLETED'].map((status) => ({ status, isAllBack: false })), { status: 'COMPLETED', isAllBack: true }],
];

/** A life, and at which of its moments the referral is looked at: any, in order, as often as events come. */
const looks = fc.constantFrom(...lives).chain((life) =>
  fc.tuple(
    fc.constant(life),
    fc.array(fc.nat(life.length - 1), { maxLength: 8 }).map((at) => at.sort((a, b) => a - b)),
  ),
);

test('given events heard late, twice or not in between, then one coupon at most, and in the end as the order stands', () => {
  fc.assert(
    fc.property(looks, ([life, moments]) => {
      let state: ReferralState | undefined = 'waiting';
      let given = 0;
      for (const moment of [...moments, life.length - 1]) {
        const now = life[moment] as OrderNow;
        const step: Step | undefined = state && stepOf({ state }, now);
        if (step) state = AFTER[step];
        if (step === 'reward') given += 1;
      }
      const end = life.at(-1) as OrderNow;
      expect(given).toBeLessThanOrEqual(1);
      expect(state === 'rewarded').toBe(end.status === 'COMPLETED' && !end.isAllBack);
      expect(state === undefined).toBe(end.status === 'CANCELLED');
    }),
  );
});
