import type { CreatePromotionBody, PutCampaignBody } from '../../clients/sdk/src/generated.ts';

/** The demo data stays good for years: promotions are in force by their window, nothing has to run. */
const always = { validFrom: '2026-01-01T00:00:00.000Z', validTo: '2036-01-01T00:00:00.000Z' };

/** A promotion to publish; `name` tells on a second run that it is there already. */
export type SeedPromotion = CreatePromotionBody & { name: { zh: string; en: string } };

/** The code that welcomes new customers and greets birthdays. */
export const WELCOME_CODE = 'WELCOME10';

/** One promotion of each kind that shops begin with: a category, 满减 over the whole cart, a coupon. */
export const PROMOTIONS: readonly SeedPromotion[] = [
  {
    ...always,
    name: { zh: '好茶九折', en: '10 % off all tea' },
    kind: 'percent-off',
    layer: 'item',
    effect: { percent: 10 },
    scope: { categories: ['tea'] },
  },
  {
    ...always,
    name: { zh: '满300减30，满600减80', en: '30 off from 300, 80 off from 600' },
    kind: 'threshold-off',
    layer: 'shop',
    effect: {
      tiers: [
        { spend: 30_000, off: 3_000 },
        { spend: 60_000, off: 8_000 },
      ],
    },
  },
  {
    ...always,
    name: { zh: '新客券 九折', en: 'Welcome coupon: 10 % off' },
    kind: 'percent-off',
    layer: 'coupon',
    effect: { percent: 10, cap: 5_000 },
    limits: { perCustomer: 1 },
    coupon: { mode: 'single', code: WELCOME_CODE },
  },
];

/** The birthday greeting, with the coupon. */
export const BIRTHDAY: PutCampaignBody = {
  ...always,
  kind: 'birthday-greeting',
  name: 'Birthday',
  couponCode: WELCOME_CODE,
  template: {
    zh: '{name}，生日快乐！送您一张九折券：{coupon}。',
    en: 'Happy birthday, {name}! Here is 10 % off for you: {coupon}.',
  },
  enabled: true,
};
