import type { Person } from './buyer.ts';

const ALWAYS = { validFrom: '2020-01-01T00:00:00Z', validTo: '2090-01-01T00:00:00Z' };

/** A promotion whose coupons the shop alone gives out: what referrers get. */
export const rewardBody = {
  ...ALWAYS,
  name: 'Thanks',
  kind: 'amount-off',
  layer: 'coupon',
  effect: { amount: 100 },
  coupon: { mode: 'unique', claim: 'closed' },
};

/** A programme whose reward is a coupon of a promotion. */
export const programmeBody = (promotionId: string, effect: object = {}) => ({
  ...ALWAYS,
  name: 'Bring a friend',
  kind: 'referral',
  effect: { reward: { promotionId }, ...effect },
  terms: { en: 'A coupon for each new customer.' },
});

/** Makes a promotion and publishes it; answers its id and what publishing said. */
export async function published(staff: Person, body: object) {
  const made = await staff.send('POST', '/v1/admin/promotions', body);
  const { promotionId } = made.body as { promotionId: string };
  const { status, body: said } = await staff.send('POST', `/v1/admin/promotions/${promotionId}/publish`);
  const { errors = [] } = said as { errors?: { path: string; code: string }[] };
  return { promotionId, status, errors: errors.map(({ path, code }) => `${path} ${code}`) };
}
