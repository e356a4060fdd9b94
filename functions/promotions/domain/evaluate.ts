import { preferredLanguage } from '../../../shared/kernel/language.ts';
import type { AskedCoupon, Candidate } from './candidates.ts';
import { candidatesOf } from './candidates.ts';
import type { Cart, Discount, Evaluation, Granted, Hint, Rejection, Use, Used } from './cart.ts';
import type { Compiled, Snapshot } from './compile.ts';
import type { Offer } from './effects.ts';
import type { Limits, Localised } from './promotion.ts';
import { type Refusal, rejection } from './refusals.ts';
import { closeSheet, openSheet, type Sheet, take } from './sheet.ts';

/** At most this many rejections and hints are told: the buyer reads them, and a quote must stay small. */
const MOST_TOLD = 20;

/** What is known of the use of limited promotions, by promotion id; unknown ones count as not used. */
export type Counters = ReadonlyMap<string, Used>;

interface Offered extends Candidate {
  offered: Offer;
}

interface Trace {
  applied: Discount[];
  terms: Granted[];
  rejected: Rejection[];
  hints: Hint[];
  uses: Use[];
  spentCoupons: Evaluation['spentCoupons'];
}

function labelIn(label: Localised, language: string | undefined): string {
  return label[preferredLanguage(language)] ?? label.zh ?? label.en ?? '';
}

function offerTo(sheet: Sheet, candidate: Candidate): Offered {
  const { promotion, at } = candidate;
  const nets = at.map((index) => sheet.nets[index] ?? 0);
  const quantities = at.map((index) => sheet.lines[index]?.quantity ?? 0);
  return { ...candidate, offered: promotion.offer({ layer: promotion.layer, nets, quantities }) };
}

const UNUSED: Used = { uses: 0, spent: 0, byCustomer: 0 };

/** What `limits` leave after `used`: uses, and money in minor units; without a limit there is no end of it. */
function leftOf({ totalUses = Infinity, perCustomer = Infinity, budget = Infinity }: Limits, used: Used) {
  return { uses: Math.min(totalUses - used.uses, perCustomer - used.byCustomer), money: budget - used.spent };
}

function exhausted({ limits, needsCoupon }: Compiled, amount: number, used: Used = UNUSED) {
  if (!limits) return undefined;
  const { uses, money } = leftOf(limits, used);
  if (uses <= 0) return needsCoupon ? 'coupon-used' : 'budget-gone';
  return amount > money ? 'budget-gone' : undefined;
}

function refusalOf({ promotion, offered }: Offered, counters: Counters): Refusal | undefined {
  if (offered.belowThreshold) return 'below-threshold';
  if (offered.amount === 0) return 'no-effect';
  return exhausted(promotion, offered.amount, counters.get(promotion.promotionId));
}

/** The best of each exclusive group among `offers` (which stand in the order of their turns, so ties go to the first). */
function winners(offers: readonly Offered[]): Map<string, Offered> {
  const best = new Map<string, Offered>();
  for (const offer of offers) {
    const group = offer.promotion.exclusiveGroup;
    if (group === undefined) continue;
    const known = best.get(group);
    if (!known || offer.offered.amount > known.offered.amount) best.set(group, offer);
  }
  return best;
}

function apply(sheet: Sheet, { promotion, at, offered }: Offered, label: string, trace: Trace): void {
  const { promotionId, limits, needsCoupon } = promotion;
  const amount = take(sheet, at, offered, { promotionId, label });
  if (amount === 0) {
    trace.rejected.push(rejection(promotionId, 'no-effect'));
    return;
  }
  trace.applied.push({ promotionId, label, amount });
  trace.terms.push(promotion.granted);
  if (limits) trace.uses.push({ promotionId, amount, limits, byCoupon: needsCoupon });
}

function byLayer(candidates: readonly Candidate[]): Candidate[][] {
  return [...Map.groupBy(candidates, ({ promotion }) => promotion.layerRank).values()];
}

/**
 * Removes from the turns all members of the layer's exclusive groups but the best of each. A group is decided once, at
 * the first layer that has a member of it, by what each member would take from the amounts as they are then.
 */
function decideGroups(sheet: Sheet, from: Candidate[][], counters: Counters, trace: Trace): Candidate[][] {
  const groups = new Set(from[0]?.map(({ promotion }) => promotion.exclusiveGroup).filter((g) => g !== undefined));
  if (groups.size === 0) return from;
  const members = from.flat().filter(({ promotion }) => groups.has(promotion.exclusiveGroup ?? ''));
  const able = members.map((one) => offerTo(sheet, one)).filter((one) => !refusalOf(one, counters));
  const best = winners(able);
  const lost = new Set(
    able.filter((one) => best.get(one.promotion.exclusiveGroup ?? '') !== one).map((o) => o.promotion),
  );
  for (const { promotionId } of lost) trace.rejected.push(rejection(promotionId, 'lost-to-better'));
  return from.map((layer) => layer.filter(({ promotion }) => !lost.has(promotion)));
}

interface Sayer {
  trace: Trace;
  labelOf(label: Localised): string;
}

function settle(sheet: Sheet, offer: Offered, counters: Counters, { trace, labelOf }: Sayer): void {
  const { promotionId, needsCoupon } = offer.promotion;
  const label = labelOf(offer.promotion.label);
  const refusal = refusalOf(offer, counters);
  const { missing } = offer.offered;
  if (missing !== undefined && (!refusal || refusal === 'below-threshold'))
    trace.hints.push({ promotionId, label, missing });
  if (needsCoupon && (refusal === 'coupon-used' || refusal === 'budget-gone')) trace.spentCoupons.push(refusal);
  if (refusal) trace.rejected.push(rejection(promotionId, refusal));
  else apply(sheet, offer, label, trace);
}

function runLayer(sheet: Sheet, layer: readonly Candidate[], counters: Counters, say: Sayer): void {
  // All of a layer look at the same amounts, so that their order within it decides nothing but who is cut at zero.
  const offers = layer.map((candidate) => offerTo(sheet, candidate));
  for (const offer of offers) settle(sheet, offer, counters, say);
}

const byId = (a: { promotionId: string }, b: { promotionId: string }) => (a.promotionId < b.promotionId ? -1 : 1);

/**
 * Prices a cart under the published promotions: layer by layer, each looking at what the earlier left. The answer is a
 * function of its arguments alone: the order of lines, coupons and promotions changes nothing but the order of `lines`.
 */
export function evaluate(
  snapshot: Snapshot,
  cart: Cart,
  coupons: readonly AskedCoupon[],
  counters: Counters = new Map(),
): Evaluation {
  const sheet = openSheet(cart.lines);
  const { candidates, refused } = candidatesOf(snapshot, cart, coupons, sheet.lines);
  const trace: Trace = {
    applied: [],
    terms: [],
    rejected: refused.map(({ id, why }) => rejection(id, why)),
    hints: [],
    uses: [],
    spentCoupons: [],
  };
  const say: Sayer = { trace, labelOf: (label) => labelIn(label, cart.language) };
  let layers = byLayer(candidates);
  while (layers.length > 0) {
    const [layer = [], ...later] = decideGroups(sheet, layers, counters, trace);
    runLayer(sheet, layer, counters, say);
    layers = later;
  }
  return {
    lines: closeSheet(sheet),
    applied: trace.applied,
    terms: trace.terms,
    rejected: trace.rejected.sort(byId).slice(0, MOST_TOLD),
    hints: trace.hints.sort((a, b) => a.missing - b.missing || byId(a, b)).slice(0, MOST_TOLD),
    discountTotal: trace.applied.reduce((sum, { amount }) => sum + amount, 0),
    uses: trace.uses,
    spentCoupons: trace.spentCoupons,
  };
}
