import {
  promised,
  type Referral,
  type ReferralState,
  refuseReferral,
  type Step,
  shownReferral,
  stepOf,
} from '../../../functions/referrals/domain/referral.ts';

const programme = {
  kind: 'referral',
  effect: { reward: { promotionId: 'thanks' }, maxPerReferrer: 3 },
  validFrom: '2026-11-01T00:00:00.000Z',
  validTo: '2026-12-01T00:00:00.000Z',
};

const refusal = (code: string) => expect.objectContaining({ kind: 'conflict', code: `referrals.${code}` });

describe('what a programme promises', () => {
  test('given it runs, then its reward, as often as it says', () => {
    expect(promised(programme, programme.validFrom)).toEqual({ rewardId: 'thanks', maxPerReferrer: 3 });
    const effect = { reward: { promotionId: 'thanks' } };
    expect(promised({ ...programme, effect }, '2026-11-30T23:59:59.999Z')).toEqual({ rewardId: 'thanks' });
  });

  test.each([
    ['not begun', programme, '2026-10-31T23:59:59.999Z'],
    ['over', programme, programme.validTo],
    ['stopped', undefined, programme.validFrom],
    ['now of another kind', { ...programme, kind: 'lottery', effect: {} }, programme.validFrom],
  ])('given it is %s, then nothing', (_what, known, now) => {
    expect(() => promised(known, now)).toThrow(refusal('ended'));
  });
});

describe('who may be brought', () => {
  const asking = { referrerId: 'a', customerId: 'b', rewarded: 2, maxPerReferrer: 3 };

  test.each<[string, object]>([
    ['nobody has brought him', {}],
    ['an order that came to nothing', { before: { state: 'waiting' } }],
    ['no limit', { rewarded: 900, maxPerReferrer: undefined }],
  ])('given %s, then he may', (_what, more) => {
    expect(() => refuseReferral({ ...asking, ...more })).not.toThrow();
  });

  test.each<[string, object]>([
    ['own-code', { customerId: 'a' }],
    ['not-first-order', { before: { state: 'rewarded' } }],
    ['not-first-order', { before: { state: 'void' } }],
    ['not-first-order', { before: { state: 'taken-back' } }],
    ['limit-reached', { rewarded: 3 }],
  ])('refused with %s given %j', (code, more) => {
    expect(() => refuseReferral({ ...asking, ...more })).toThrow(refusal(code));
  });
});

describe('what becomes of a referral', () => {
  test.each<[ReferralState, string, boolean, Step | undefined]>([
    ['waiting', 'PAID', false, undefined],
    ['waiting', 'EXPIRED', false, undefined],
    ['waiting', 'COMPLETED', false, 'reward'],
    ['waiting', 'COMPLETED', true, 'void'],
    ['waiting', 'CANCELLED', false, 'forget'],
    ['rewarded', 'COMPLETED', false, undefined],
    ['rewarded', 'COMPLETED', true, 'take-back'],
    ['void', 'COMPLETED', false, undefined],
    ['taken-back', 'COMPLETED', true, undefined],
  ])('given it is %s and its order %s (all back: %s), then %s', (state, status, isAllBack, step) => {
    expect(stepOf({ state }, { status, isAllBack })).toBe(step);
  });
});

describe('what its referrer sees', () => {
  const referral: Referral = {
    code: 'CODE',
    promotionId: 'p',
    referrerId: 'a',
    customerId: 'friend',
    orderId: 'order',
    referredAt: '2026-11-05T00:00:00.000Z',
    rewardId: 'thanks',
    state: 'rewarded',
    coupon: { code: 'COUPON', givenAt: '2026-11-09T00:00:00.000Z' },
  };
  const common = { promotionId: 'p', code: 'CODE', referredAt: referral.referredAt };

  test('given a reward, then its coupon, and neither who was brought nor his order', () => {
    const reward = { couponCode: 'COUPON', rewardedAt: '2026-11-09T00:00:00.000Z' };
    expect(shownReferral(referral)).toEqual({ ...common, state: 'rewarded', ...reward });
  });

  test('given it was taken back, then why, and no coupon', () => {
    const back = { ...referral, state: 'taken-back', reason: 'returned' } as const;
    expect(shownReferral(back)).toEqual({ ...common, state: 'taken-back', reason: 'returned' });
  });
});
