import type { InvariantFactory } from '../contract.ts';
import { alarmsRaised } from './alarms.ts';
import { asPromised } from './as-promised.ts';
import { booksBalance } from './books-balance.ts';
import { budgetsHold } from './budgets.ts';
import { calmDays } from './calm.ts';
import { campaignWindow } from './campaign-window.ts';
import { cleanTraces } from './clean-traces.ts';
import { stockConserved } from './conservation.ts';
import { couponLimits } from './coupon-limits.ts';
import { drawsFair } from './draws.ts';
import { effectsCounted } from './effects-counted.ts';
import { effectsOnce } from './effects-once.ts';
import { exactMoney } from './exact-money.ts';
import { grantedRightly } from './granted.ts';
import { groupsHold } from './group-buys.ts';
import { holdsBacked } from './holds-backed.ts';
import { holdsEnd } from './holds-end.ts';
import { issuesWhole } from './issues.ts';
import { jobsOnce } from './jobs-once.ts';
import { legalLife } from './legal-life.ts';
import { lineAllowances } from './line-allowances.ts';
import { marksName } from './marks-name.ts';
import { nothingLost } from './nothing-lost.ts';
import { oneCapture } from './one-capture.ts';
import { oneHand } from './one-hand.ts';
import { oneIntentOneOrder } from './one-intent.ts';
import { noOrphanCharge } from './orphan-charge.ts';
import { noOversell } from './oversell.ts';
import { refundBound } from './refund-bound.ts';
import { returnsExact } from './returns-exact.ts';
import { rewardsOnce } from './rewards.ts';
import { statesAgree } from './states-agree.ts';
import { toldFigures } from './told-figures.ts';
import { noUndersell } from './undersell.ts';
import { webhooksOnce } from './webhooks.ts';
import { nothingOverwritten } from './written-once.ts';

/** Every invariant, in the order of invariants.md. */
export const everyInvariant: readonly InvariantFactory[] = [
  noOversell,
  stockConserved,
  holdsBacked,
  holdsEnd,
  noUndersell,
  oneIntentOneOrder,
  legalLife,
  exactMoney,
  oneCapture,
  noOrphanCharge,
  refundBound,
  returnsExact,
  booksBalance,
  budgetsHold,
  couponLimits,
  campaignWindow,
  effectsOnce,
  toldFigures,
  effectsCounted,
  webhooksOnce,
  jobsOnce,
  nothingLost,
  cleanTraces,
  lineAllowances,
  groupsHold,
  nothingOverwritten,
  marksName,
  asPromised,
  grantedRightly,
  oneHand,
  statesAgree,
  calmDays,
  alarmsRaised,
  drawsFair,
  issuesWhole,
  rewardsOnce,
];
