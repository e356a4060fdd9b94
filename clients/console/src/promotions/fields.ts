import type { Key } from '../language.ts';

/** How a value is typed and read. `words` are parted by commas, `days` are days of the week, `money` is in whole units. */
type Type = 'text' | 'long' | 'money' | 'number' | 'time' | 'words' | 'days' | 'check' | 'choice' | 'hour';

/** One field of the editor: where its value stands in a promotion, and how it is typed. */
export interface Field {
  path: string;
  type: Type;
  label: Key;
  /** Of a choice; the empty one is "not said". */
  choices?: readonly string[];
}

/** Fields that are there any number of times, under `<path>.<number>.<column>`. */
export interface Rows {
  path: string;
  label: Key;
  columns: readonly Field[];
}

/** A part of the editor. */
export interface Part {
  title: Key;
  fields: readonly Field[];
  rows?: readonly Rows[];
}

const of =
  (type: Type) =>
  (path: string, label: Key, choices?: readonly string[]): Field => ({
    path,
    type,
    label,
    ...(choices ? { choices } : {}),
  });
const [text, long, money, number] = [of('text'), of('long'), of('money'), of('number')];
const [time, words, check, choice, hour] = [of('time'), of('words'), of('check'), of('choice'), of('hour')];

const units: readonly Field[] = [text('sku', 'field.sku'), number('quantity', 'field.quantity')];

/** The terms of each kind. */
const EFFECTS: Record<string, { fields: readonly Field[]; rows?: readonly Rows[] }> = {
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

/** The kinds of promotion that can be written here. */
export const KINDS: readonly string[] = Object.keys(EFFECTS);

/** Where carts come from. */
export const CHANNELS: readonly string[] = ['web', 'mini-program', 'store', 'marketplace', 'live'];

const name: readonly Field[] = [text('name.zh', 'field.name-zh'), text('name.en', 'field.name-en')];

const when: Part = {
  title: 'part.when',
  fields: [
    time('validFrom', 'field.from'),
    time('validTo', 'field.to'),
    hour('dailyWindow.from', 'field.daily-from'),
    hour('dailyWindow.to', 'field.daily-to'),
    of('days')('weekdays', 'field.weekdays'),
  ],
};

const scope: Part = {
  title: 'part.scope',
  fields: [
    words('scope.skus', 'field.skus'),
    words('scope.categories', 'field.categories'),
    words('scope.brands', 'field.brands'),
    words('scope.excludeSkus', 'field.exclude-skus'),
    words('scope.excludeCategories', 'field.exclude-categories'),
    words('scope.excludeBrands', 'field.exclude-brands'),
    words('scope.channels', 'field.channels'),
    words('scope.locations', 'field.locations'),
    words('scope.tiers', 'field.customer-tiers'),
    words('scope.segments', 'field.segments'),
    words('scope.liveSessions', 'field.live-sessions'),
    words('scope.creators', 'field.creators'),
    check('scope.firstOrderOnly', 'field.first-order'),
  ],
};

const coupon: Part = {
  title: 'part.coupon',
  fields: [
    choice('coupon.mode', 'field.coupon', ['single', 'unique']),
    text('coupon.code', 'field.code'),
    number('coupon.count', 'field.count'),
    choice('coupon.claim', 'field.claim', ['open', 'closed']),
  ],
};

const limits: Part = {
  title: 'part.limits',
  fields: [
    money('limits.budget', 'field.budget'),
    money('limits.hourly', 'field.hourly'),
    number('limits.totalUses', 'field.total-uses'),
    number('limits.perCustomer', 'field.per-customer'),
    choice('limits.onExhaustion', 'field.exhaustion', ['cap', 'skip']),
    check('limits.autoStop', 'field.auto-stop'),
  ],
};

const together: Part = {
  title: 'part.together',
  fields: [
    choice('layer', 'field.layer', ['item', 'shop', 'cross-shop', 'coupon', 'points']),
    number('priority', 'field.priority'),
    text('exclusiveGroup', 'field.group'),
    text('stacking.class', 'field.class'),
    words('stacking.combinesWith', 'field.combines'),
  ],
};

const rest: Part = {
  title: 'part.rest',
  fields: [
    choice('returnPolicy', 'field.returns', ['keep', 'reprice', 'claw-back']),
    money('returnCap', 'field.return-cap'),
    long('terms.zh', 'field.terms-zh'),
    long('terms.en', 'field.terms-en'),
  ],
  rows: [
    {
      path: 'funders',
      label: 'field.funders',
      columns: [text('funder', 'field.funder'), number('percent', 'field.percent')],
    },
    {
      path: 'comparedPrices',
      label: 'field.compared',
      columns: [text('sku', 'field.sku'), money('price', 'field.price'), text('label', 'field.label')],
    },
  ],
};

/** The parts of the editor for a kind, in their order; what is beyond the first two stays folded until it is wanted. */
export function partsOf(kind: string): Part[] {
  const { fields, rows } = EFFECTS[kind] ?? { fields: [] };
  const effect: Part = { title: 'part.effect', fields: [...name, ...fields], ...(rows ? { rows } : {}) };
  return [effect, when, scope, coupon, limits, together, rest];
}
