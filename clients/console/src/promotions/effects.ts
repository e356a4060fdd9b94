import { type Field, of, type Rows } from './field-types.ts';

const [text, money, number] = [of('text'), of('money'), of('number')];
const [words, check, choice] = [of('words'), of('check'), of('choice')];

const units: readonly Field[] = [text('sku', 'field.sku'), number('quantity', 'field.quantity')];

/** The terms of each kind. */
export const EFFECTS: Record<string, { fields: readonly Field[]; rows?: readonly Rows[] }> = {
  'percent-off': { fields: [number('effect.percent', 'field.percent'), money('effect.cap', 'field.cap')] },
  'amount-off': { fields: [money('effect.amount', 'field.amount')] },
  'fixed-price': { fields: [money('effect.price', 'field.price')] },
  'threshold-off': {
    fields: [check('effect.repeat', 'field.repeat')],
    rows: [
      {
        path: 'effect.tiers',
        label: 'field.tiers',
        columns: [
          money('spend', 'field.spend'),
          number('quantity', 'field.quantity'),
          money('off', 'field.off'),
          number('percent', 'field.percent'),
        ],
      },
    ],
  },
  'buy-x-get-y': {
    fields: [
      number('effect.buy.quantity', 'field.buy'),
      number('effect.get.quantity', 'field.get'),
      number('effect.get.percent', 'field.percent'),
      words('effect.get.skus', 'field.get-skus'),
      check('effect.repeat', 'field.repeat'),
    ],
  },
  gift: {
    fields: [money('effect.spend', 'field.spend'), number('effect.quantity', 'field.quantity')],
    rows: [{ path: 'effect.gifts', label: 'field.gifts', columns: units }],
  },
  bundle: {
    fields: [money('effect.price', 'field.price'), number('effect.percent', 'field.percent')],
    rows: [{ path: 'effect.items', label: 'field.items', columns: units }],
  },
  'free-shipping': { fields: [money('effect.spend', 'field.spend')] },
  'points-multiplier': { fields: [number('effect.factor', 'field.factor')] },
  'flash-sale': {
    fields: [
      money('effect.price', 'field.price'),
      number('effect.quota', 'field.quota'),
      number('effect.perCustomer', 'field.per-customer'),
    ],
  },
  'group-buy': {
    fields: [
      money('effect.price', 'field.price'),
      number('effect.people', 'field.people'),
      number('effect.hours', 'field.hours'),
    ],
  },
  referral: {
    fields: [
      text('effect.reward.promotionId', 'field.reward'),
      number('effect.maxPerReferrer', 'field.max-per-referrer'),
    ],
  },
  lottery: {
    fields: [
      choice('effect.per', 'field.per', ['customer', 'order']),
      number('effect.redeemDays', 'field.redeem-days'),
    ],
    rows: [
      {
        path: 'effect.prizes',
        label: 'field.prizes',
        columns: [
          text('prizeId', 'field.prize'),
          text('name.zh', 'field.name-zh'),
          text('name.en', 'field.name-en'),
          money('value', 'field.value'),
          number('count', 'field.count'),
          number('odds', 'field.odds'),
        ],
      },
    ],
  },
};
