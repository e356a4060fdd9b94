import type { Sample } from './requests.ts';

const page = { limit: '5' };

const promotionBody = {
  name: 'Ten off',
  kind: 'percent-off',
  effect: { percent: 10 },
  layer: 'item',
  priority: 1,
  exclusiveGroup: 'group',
  validFrom: '2020-01-01T00:00:00Z',
  validTo: '2030-01-01T00:00:00Z',
  dailyWindow: { from: '08:00', to: '20:00' },
  weekdays: [1, 2],
  scope: { categories: ['nothing-of-this'], holdOut: 10 },
  stacking: { class: 'sample', combinesWith: ['coupon'] },
  terms: { zh: '规则', en: 'Rules' },
  limits: { totalUses: 5 },
  funders: [{ funder: 'brand-x', percent: 60 }],
  returnPolicy: { policy: 'claw-back', cap: 500 },
  comparedPrices: [{ sku: 'HOSTILE-1', price: 1_000_000, label: 'before' }],
  coupon: { mode: 'single', code: 'HOSTILE' },
};

/** Samples of the routes of promotions and their coupons, about the promotion `promotion`. */
export function promotionSamples(promotion: { promotionId: string }): Record<string, Sample> {
  return {
    createPromotion: { body: promotionBody },
    revisePromotion: { params: promotion, body: promotionBody },
    publishPromotion: { params: promotion, body: { override: { reason: 'known and meant' } } },
    stopPromotion: { params: promotion },
    issueCoupon: { params: promotion, body: { mode: 'single', code: 'HOSTILE', count: 1 } },
    listCouponJobs: { params: promotion, query: page },
    getCouponJob: { params: { ...promotion, jobId: 'coupons_none' }, query: { from: '0', limit: '5' } },
    claimCoupon: { body: promotion },
    listMyCoupons: { query: page },
    getBudget: { params: promotion },
    getEffect: { params: promotion, query: { from: '2026-01-01', to: '2026-12-31' } },
    getEffectReport: { params: promotion },
    getPromotionTerms: { params: promotion, query: { version: '1' } },
    getPromotion: { params: promotion },
    listPromotions: { query: page },
  };
}
