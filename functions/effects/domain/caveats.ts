import type { Comparison } from './report.ts';

/** What has to be said beside a figure, in the languages of the shop. */
const WORDS = {
  'by-chance': {
    zh: '对照组由随机数决定，因此差异在区间所示的偶然范围内就是促销带来的。只比较含有促销范围内商品的订单：从其他商品或其他日期转移过来的销售也算作增量。',
    en: 'Chance decided who was held out, so the difference is what the promotion did, as far as the interval says. Only orders with goods of the promotion are compared: sales that it took from other goods or other days count as gained.',
  },
  'not-by-chance': {
    zh: '与活动开始前相同星期几的日期比较。这些日子里其他因素也可能变化（其他促销、季节、天气、库存、广告），因此差异并不能证明是促销造成的。要确认效果，请设置随机对照组。',
    en: 'Compared with the same days of the week before it began. Other things may have changed, too (other promotions, season, weather, stock, advertising), so the difference does not prove that the promotion made it. Hold customers out by chance to know.',
  },
  'part-days': {
    zh: '活动没有完整覆盖任何一天，因此活动期间的日期只包含部分时段的影响。',
    en: 'It ran no day from midnight to midnight, so its days show it only in part.',
  },
  'days-hang-together': {
    zh: '相邻日期的销售并非互相独立，真实的不确定性可能大于区间所示。',
    en: 'Days next to each other are not independent, so the true uncertainty may be larger than the interval.',
  },
  'may-be-chance': {
    zh: '销售额差异的区间包含零：也可能只是偶然。',
    en: 'The interval of the difference in revenue includes zero: it may be chance.',
  },
  'too-little': {
    zh: '数据太少，无法给出区间。',
    en: 'There is too little to give an interval.',
  },
  'cost-unknown': {
    zh: '部分订单的商品成本未知，毛利只包含成本已知的订单。',
    en: 'The cost of some goods is not known; the margin is of the other orders alone.',
  },
  'still-running': {
    zh: '活动尚未结束，结果仍会变化。',
    en: 'It has not ended yet; the figures will move.',
  },
  'returns-may-come': {
    zh: '已到货的退货均已扣除，但之后仍可能有退货。',
    en: 'Returns that have arrived are taken off; more may still come.',
  },
} as const;

/** A caveat by its name. */
export type Caveat = keyof typeof WORDS;

/** What is known of what was compared. */
interface About {
  comparison: Comparison;
  byChance: boolean;
  /** It ran no whole day. */
  isInPart: boolean;
  isOver: boolean;
  /** Some order's goods have no known cost. */
  isCostUnknown: boolean;
}

/** What has to be said beside a comparison, the most important first. */
export function caveatsOf({ comparison, byChance, isInPart, isOver, isCostUnknown }: About) {
  const isTooLittle = comparison.compared.some(({ lift }) => lift === undefined);
  const net = comparison.compared.find(({ outcome }) => outcome === 'net')?.lift;
  const said: [boolean, Caveat][] = [
    [byChance, 'by-chance'],
    [!byChance, 'not-by-chance'],
    [net !== undefined && net.low <= 0 && net.high >= 0, 'may-be-chance'],
    [isTooLittle, 'too-little'],
    [!byChance && isInPart, 'part-days'],
    [!byChance && !isTooLittle, 'days-hang-together'],
    [isCostUnknown, 'cost-unknown'],
    [!isOver, 'still-running'],
    [true, 'returns-may-come'],
  ];
  return said.filter(([holds]) => holds).map(([, code]) => ({ code, text: WORDS[code] }));
}
