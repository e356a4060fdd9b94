/** Why a promotion is not given, in words a buyer can be shown; the code is `promotions.<reason>`. */
const DETAILS = {
  'not-in-window': 'It is not running at this time.',
  'out-of-scope': 'It is not for what is in the cart, or not for this channel.',
  'not-eligible': 'It is not for this buyer, or not at this place.',
  'below-threshold': 'The cart is below its first step.',
  'no-effect': 'Nothing is left for it to take.',
  'lost-to-better': 'Another promotion of its group takes more.',
  'gift-gone': 'Its gift cannot be had at the moment.',
  'coupon-unknown': 'No running promotion has this coupon code.',
  'coupon-used': 'It has been used as often as it may be.',
  'budget-gone': 'Its budget is used up.',
} as const;

/** A reason for not giving a promotion. */
export type Refusal = keyof typeof DETAILS;

/** The rejection of a promotion as a quote shows it. */
export function rejection(promotionId: string, why: Refusal) {
  return { promotionId, code: `promotions.${why}`, detail: DETAILS[why] as string };
}
