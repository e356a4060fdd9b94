import type { Key } from '../language.ts';
import { EFFECTS } from './effects.ts';
import { type Field, of, type Rows } from './field-types.ts';

/** A part of the editor. */
export interface Part {
  title: Key;
  fields: readonly Field[];
  rows?: readonly Rows[];
}

const [text, long, money, number] = [of('text'), of('long'), of('money'), of('number')];
const [time, words, check, choice, hour] = [of('time'), of('words'), of('check'), of('choice'), of('hour')];

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
    number('scope.holdOut', 'field.hold-out'),
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
