import { type AskedCoupon, type Candidate, candidatesOf } from './candidates.ts';
import type { Arm, Cart, Discount, Evaluation, Granted, Hint, Rejection, Use } from './cart.ts';
import type { Compiled, Snapshot } from './compile.ts';
import { reasonOf, shortfallOf } from './explain.ts';
import { type Counters, unlimited, withinLimits } from './limits.ts';
import type { Units } from './promotion.ts';
import { rejection } from './refusals.ts';
import { closeSheet, openSheet, type Sheet } from './sheet.ts';
import { type Case, caseOf, type Option } from './solve/case.ts';
import { bidOf, isSomething, type Taken } from './solve/layer.ts';
import type { Plan } from './solve/plan.ts';
import { type Solution, solve } from './solve/search.ts';
import { hintOf, labelIn, rejectionOf, type Voice, voiceFor } from './told.ts';

export type { Counters } from './limits.ts';

/** At most this many rejections and hints are told: the buyer reads them, and a quote must stay small. */
const MOST_TOLD = 20;

const byId = (a: { promotionId: string }, b: { promotionId: string }) =>
  a.promotionId < b.promotionId ? -1 : a.promotionId > b.promotionId ? 1 : 0;

/** What a member gave of a plan: its discount, and the shipping that it saved. */
function discountOf({ gifts, savedBy, saved }: Plan, { option, amount }: Taken, voice: Voice): Discount {
  const value = gifts
    .filter((gift) => gift.option === option)
    .reduce((sum, { product, quantity }) => sum + product.unitPrice * quantity, 0);
  const { promotionId } = option.promotion;
  const label = labelIn(voice, option.promotion);
  return { promotionId, label, amount: amount + value, ...(savedBy === option ? { shipping: saved } : {}) };
}

/** The terms that an order keeps; points are multiplied for the SKUs of its lines alone. */
function grantedBy({ promotion, at }: Option, { lines }: Sheet): Granted {
  if (promotion.rule.family !== 'points') return promotion.granted;
  const skus = [...new Set(at.map((line) => lines[line]?.sku ?? ''))];
  const { factor } = promotion.rule;
  return { ...promotion.granted, points: { factor, ...(at.length < lines.length ? { skus } : {}) } };
}

function useOf({ option: { promotion }, units }: Taken, { amount, shipping = 0 }: Discount): Use[] {
  const { promotionId, limits, needsCoupon, rule, wants } = promotion;
  if (!limits && !rule.quota && !wants.firstOrder) return [];
  const counted = {
    ...(rule.quota ? { units, quota: rule.quota } : {}),
    ...(wants.firstOrder ? { firstOrder: true as const } : {}),
  };
  return [{ promotionId, amount: amount + shipping, limits: limits ?? {}, byCoupon: needsCoupon, ...counted }];
}

interface Told {
  rejected: Rejection[];
  hints: Hint[];
}

function nearTo({ kase, solution, voice }: Telling, option: Option): Hint[] {
  const shortfall = shortfallOf(kase, solution, option);
  return shortfall ? [hintOf(voice, option.promotion, shortfall)] : [];
}

interface Telling {
  kase: Case;
  solution: Solution;
  voice: Voice;
}

/** Why the others were not given, and what is near. Only what is told is worked out. */
function explain(telling: Telling, options: readonly Option[]): Told {
  const { kase, solution, voice } = telling;
  const told: Told = { rejected: [], hints: [] };
  for (const option of [...options].sort((a, b) => byId(a.promotion, b.promotion))) {
    const reason = told.rejected.length < MOST_TOLD ? reasonOf(kase, solution, option) : undefined;
    if (reason) told.rejected.push(rejectionOf(voice, option.promotion, reason));
    if (!reason || reason.why === 'below-threshold') told.hints.push(...nearTo(telling, option));
  }
  told.hints.sort((a, b) => a.missing - b.missing || byId(a, b));
  return told;
}

/** Gifts that may be earned while nobody has looked whether they can be had. */
function wantedOf(kase: Case, options: readonly Option[], cart: Cart): Units[] {
  if (cart.gifts) return [];
  const wanted = new Map<string, number>();
  for (const option of options) {
    const { gifts } = option.promotion.rule;
    if (gifts.length === 0 || !isSomething(bidOf(kase, option, kase.gross))) continue;
    for (const { sku, quantity } of gifts) wanted.set(sku, (wanted.get(sku) ?? 0) + quantity);
  }
  return [...wanted].map(([sku, quantity]) => ({ sku, quantity })).sort((a, b) => (a.sku < b.sku ? -1 : 1));
}

interface Limited {
  kase: Case;
  options: readonly Option[];
  gone: ReturnType<typeof withinLimits>['gone'];
  rejected: readonly Rejection[];
}

/** Why coupons that would be given, were they not used up, are not given. */
function spentCoupons({ kase, options, gone, rejected }: Limited, cart: Cart): Evaluation['spentCoupons'] {
  const short = new Set(rejected.filter(({ code }) => code === 'promotions.budget-gone').map((one) => one.promotionId));
  const dry = options.filter(({ promotion }) => promotion.needsCoupon && short.has(promotion.promotionId));
  const used = gone.filter(({ option }) => option.promotion.needsCoupon);
  if (dry.length + used.length === 0) return [];
  const all = [
    ...options.filter((one) => !dry.includes(one)),
    ...dry.map(unlimited),
    ...used.map(({ option }) => option),
  ];
  all.sort((a, b) => a.index - b.index);
  const { plan } = solve(caseOf(kase.lines, all, cart)).done;
  const given = new Set(plan.taken.map(({ option }) => option.promotion));
  const why = (promotion: Compiled) => used.find(({ option }) => option.promotion === promotion)?.why ?? 'budget-gone';
  const candidates = [...used.map(({ option }) => option.promotion), ...dry.map(({ promotion }) => promotion)];
  return candidates.filter((promotion) => given.has(promotion)).map(why);
}

const solverOf = (bound: number) => (bound > 0 ? { solver: { exact: false as const, bound } } : {});

/**
 * Prices a cart under the published promotions: of all combinations that may be, the one for which the buyer pays least. The
 * answer is a function of its arguments alone: the order of lines, coupons and promotions changes nothing but that of `lines`.
 */
export function evaluate(
  snapshot: Snapshot,
  cart: Cart,
  coupons: readonly AskedCoupon[],
  counters: Counters = new Map(),
): Evaluation {
  const sheet = openSheet(cart.lines);
  const found = candidatesOf(snapshot, cart, coupons, sheet.lines);
  return priced(sheet, cart, found, counters);
}

interface Found {
  arms: Arm[];
  candidates: readonly Candidate[];
  refused: readonly { id: string; why: Parameters<typeof rejection>[1] }[];
}

function priced(sheet: Sheet, cart: Cart, { candidates, refused, arms }: Found, counters: Counters): Evaluation {
  const voice = voiceFor(cart);
  const { options, gone } = withinLimits(candidates, counters);
  const kase = caseOf(sheet.lines, options, cart);
  const solution = solve(kase);
  const { plan } = solution.done;
  const { rejected, hints } = explain({ kase, solution, voice }, options);
  rejected.push(...refused.map(({ id, why }) => rejection(id, why, voice.language)));
  rejected.push(...gone.map(({ option, why }) => rejection(option.promotion.promotionId, why, voice.language)));
  const applied = plan.taken.map((taken) => discountOf(plan, taken, voice));
  const labels = new Map(applied.map(({ promotionId, label }) => [promotionId, label]));
  const wanted = wantedOf(kase, options, cart);
  return {
    lines: closeSheet(sheet, plan, (promotionId) => labels.get(promotionId) ?? ''),
    applied,
    terms: plan.taken.map(({ option }) => grantedBy(option, sheet)),
    rejected: rejected.sort(byId).slice(0, MOST_TOLD),
    hints: hints.slice(0, MOST_TOLD),
    discountTotal: applied.reduce((sum, { amount }) => sum + amount, 0),
    uses: plan.taken.flatMap((taken, n) => useOf(taken, applied[n] as Discount)),
    spentCoupons: spentCoupons({ kase, options, gone, rejected }, cart),
    ...(plan.saved > 0 ? { freeShipping: true as const } : {}),
    ...(wanted.length > 0 ? { wanted } : {}),
    ...(arms.length > 0 ? { arms } : {}),
    ...solverOf(solution.bound),
  };
}
