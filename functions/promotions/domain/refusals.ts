import type { Language } from '../../../shared/kernel/language.ts';

/** Why a promotion is not given, in words a buyer can be shown; the code is `promotions.<reason>`. */
const DETAILS = {
  'not-in-window': { zh: '目前不在活动时间内。', en: 'It is not running at this time.' },
  'out-of-scope': {
    zh: '不适用于购物车中的商品，或不适用于此渠道。',
    en: 'It is not for what is in the cart, or not for this channel.',
  },
  'not-eligible': {
    zh: '不适用于这位顾客，或不适用于此处。',
    en: 'It is not for this buyer, or not at this place.',
  },
  'below-threshold': { zh: '尚未达到起点。', en: 'The cart is below its first step.' },
  'no-effect': { zh: '已没有可优惠的金额。', en: 'Nothing is left for it to take.' },
  'lost-to-better': { zh: '同组另一优惠更省。', en: 'Another promotion of its group takes more.' },
  'gift-gone': { zh: '赠品暂时缺货。', en: 'Its gift cannot be had at the moment.' },
  'coupon-unknown': { zh: '没有使用此券码的活动。', en: 'No running promotion has this coupon code.' },
  'coupon-used': { zh: '已达到可使用次数。', en: 'It has been used as often as it may be.' },
  'budget-gone': { zh: '优惠额度已用完。', en: 'Its budget is used up.' },
} as const satisfies Record<string, Record<Language, string>>;

/** A reason for not giving a promotion. */
export type Refusal = keyof typeof DETAILS;

/** The rejection of a promotion as a quote shows it. */
export function rejection(promotionId: string, why: Refusal, language: Language) {
  return { promotionId, code: `promotions.${why}`, detail: DETAILS[why][language] as string };
}
