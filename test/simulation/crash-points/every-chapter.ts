import { backorder, large, line, order, payments, twice } from './buyers-lives.ts';
import type { Chapter } from './chapter.ts';
import { coupons } from './coupon-lives.ts';
import { effects } from './effect-lives.ts';
import { groups } from './group-lives.ts';
import { prices } from './price-lives.ts';
import { programmes } from './programme-lives.ts';
import { referrals } from './referral-lives.ts';
import { rehearsals } from './rehearsal-lives.ts';
import { elsewhere, looks, morning, promotions, stock } from './staffs-lives.ts';

/** Lives that, together, run every function of the template. */
export const chapters: readonly Chapter[] = [
  order,
  payments,
  twice,
  large,
  line,
  backorder,
  stock,
  promotions,
  coupons,
  prices,
  programmes,
  groups,
  referrals,
  rehearsals,
  effects,
  elsewhere,
  morning,
  looks,
];
