import type { promotionEffectEn } from './promotion-effect-en.ts';

/** Texts of what a promotion did, in Chinese. */
export const promotionEffectZh: Record<keyof typeof promotionEffectEn, string> = {
  'effect.title': '效果',
  'effect.none': '还没有统计数据：还没有人看到或使用过它。',
  'effect.all': '全部',
  'effect.channel': '渠道',
  'effect.views': '浏览',
  'effect.applied': '使用',
  'effect.orders': '已付款',
  'effect.back': '取消或退货',
  'effect.net': '销售额（减退款）',
  'effect.discount': '优惠',
  'effect.margin': '毛利',
  'effect.funders': '承担方：{shares}',
  'effect.by-day': '每日销售额与优惠',
  'lift.title': '带来了什么',
  'lift.hold-out':
    '与随机留出的 {percent}% 客户比较：参与组 {treated} 位买家，对照组 {control} 位。数字按全部客户折算。',
  'lift.matched-days':
    '{from} 至 {to} 的 {treated} 天，与之前相同星期几的 {control} 天比较。数字为其渠道内全部销售的每日平均值。',
  'lift.outcome': '指标',
  'lift.with': '有促销',
  'lift.without': '无促销',
  'lift.difference': '差异',
  'lift.interval': '95% 区间',
  'lift.between': '{low} 至 {high}',
  'lift.unknown': '数据太少',
  'lift.early': '活动还没有运行。',
  'lift.orders': '订单',
  'lift.net': '销售额（减退款）',
  'lift.margin': '毛利',
};
