/**
 * What orders may do with promotions. Reading: put `promotionKeys` into the order's one BatchGetItem on the table
 * `tableName('promotions')` (consistent), give what came back to `offersFrom`, then `evaluateCart`. Writing: `redeem` the
 * `seated` uses in the checkout's commit, `spend` them in the commit that takes the money, `giveBack` in the one that
 * cancels, expires or refunds. An order keeps its uses as they were seated.
 * Rights of a caller: BatchGetItem to read; PutItem, UpdateItem to redeem; UpdateItem to spend; DeleteItem,
 * UpdateItem to give back.
 */
import type { Instant } from '../../shared/kernel/time.ts';
import { readStandings, type Standing } from './budget-reading.ts';
import { reseat, seatIn } from './budget-seat.ts';
import { type BudgetMoved, budgetGone } from './budget-uses.ts';
import { askedFor, withCodes } from './coupon-asked.ts';
import { couponUsed, type StoredCoupon } from './coupon-use.ts';
import type { Cart, Evaluation, Use, Used } from './domain/cart.ts';
import type { Snapshot } from './domain/compile.ts';
import { evaluate } from './domain/evaluate.ts';
import { normaliseCode } from './domain/promotion.ts';
import { liveAt } from './live.ts';
import { HEAD_KEY } from './segments.ts';
import { untouched } from './trial.ts';
import { couponKey } from './usage.ts';
import { type Guesser, type Guesses, guessesFrom, guessesKey, noteGuesses, refuseGuesser } from './wrong-codes.ts';

export { reseat, seated } from './budget-seat.ts';
export { BudgetMoved, giveBack, redeem, spend } from './budget-uses.ts';
export { CouponInUse, giveCoupon, liveItem, takeCouponAway } from './coupon-wallet.ts';
export type { Cart, CartLine, Evaluation, Use, Used } from './domain/cart.ts';
export { compile, type Snapshot } from './domain/compile.ts';
export { evaluate } from './domain/evaluate.ts';
export { type Definition, normaliseCode, type Published } from './domain/promotion.ts';
export { endPromotion, liveVersionOf } from './ending.ts';
export { firstOrderKey, hasUsedFirstOrder } from './first-order.ts';
export { type AskedOfGroup, askedOfGroup } from './group-terms.ts';
export { newCode } from './new-code.ts';
export { always, coverageOf, newestVersion, publishedNow, versionsOf } from './rehearsing.ts';
export { knownAmong, type Span, spanOf } from './span.ts';
export { type CouponFlag, redeemAtTill, type TakenCoupon } from './till-coupons.ts';
export { besideLive, newestOf, trialCode } from './trial.ts';
export { factsLikelyWanted, factsWanted } from './wanted-facts.ts';

/** An item as the document client gives it. */
type StoredItem = Record<string, unknown>;

/** The published promotions as of one moment, and the coupons that were looked up with them. */
export interface Offers {
  snapshot: Snapshot;
  /** What is stored of the coupon codes that were asked for. */
  coupons: ReadonlyMap<string, StoredCoupon>;
  /** Wrong codes that whoever asks has tried lately. */
  guesses?: Guesses;
  /** The promotion that is only tried: nobody has used it yet. */
  trial?: string;
}

/**
 * The keys to read for a cart with these coupon codes: one, one more for each different code, and where there are codes what
 * `who` has guessed lately.
 */
export function promotionKeys(
  couponCodes: readonly string[],
  who?: Guesser & { now: Instant },
): { pk: string; sk: string }[] {
  const codes = new Set(couponCodes.map(normaliseCode));
  const guesses = who && codes.size > 0 ? [guessesKey(who, who.now)] : [];
  return [{ ...HEAD_KEY }, ...[...codes].map(couponKey), ...guesses];
}

/** What the items of `promotionKeys` mean, in any order, missing ones left out. Reads more only after a publish or stop. */
export async function offersFrom(items: readonly StoredItem[]): Promise<Offers> {
  const head = items.find(({ pk }) => pk === HEAD_KEY.pk);
  const coupons = items
    .filter(({ sk }) => sk === 'COUPON')
    .map((item) => [String(item.code), item as unknown as StoredCoupon] as const);
  const guesses = guessesFrom(items.find(({ pk }) => String(pk).startsWith('GUESSES#')));
  return { snapshot: await liveAt(Number(head?.version ?? 0)), coupons: new Map(coupons), guesses };
}

/**
 * Keeps codes from being guessed: wrong ones are noted, and whoever tried many in an hour is refused. Throws limited
 * `promotions.too-many-wrong-codes`. Right: UpdateItem, for a code that nobody issued.
 */
export async function refuseGuessing(
  { coupons, guesses = new Set() }: Offers,
  codes: readonly string[],
  who: Guesser & { now: Instant },
): Promise<void> {
  if (codes.length === 0) return;
  refuseGuesser(guesses);
  const wrong = codes.filter((code) => !coupons.has(normaliseCode(code)));
  await noteGuesses(wrong, guesses, who, who.now);
}

async function standingsOf(
  uses: readonly Use[],
  cart: Cart,
  { snapshot, trial }: Offers,
): Promise<[string, Standing][]> {
  const stored = uses.filter(({ promotionId }) => promotionId !== trial);
  const tried = uses.filter(({ promotionId }) => promotionId === trial);
  const read = stored.length > 0 ? await readStandings(stored, cart, snapshot) : [];
  return [...read, ...tried.map(({ promotionId }): [string, Standing] => [promotionId, untouched()])];
}

const seatedIn = (use: Use, { shards, reserve }: Standing): Use => {
  const paced = reserve > 0 ? { ...use, reserve } : use;
  const shard = seatIn(shards, paced);
  return shard === undefined ? paced : { ...paced, shard };
};

/**
 * Prices a cart. Where promotions with limits take part, their accounts are read and those used up are rejected; without
 * any, nothing is read. The commit decides in the end: the accounts may have moved until then.
 */
export async function evaluateCart(offers: Offers, cart: Cart): Promise<Evaluation> {
  const { snapshot } = offers;
  const asked = askedFor(cart.couponCodes, offers.coupons, cart.customerId);
  const standings = new Map<string, Standing>();
  const counters = new Map<string, Used>();
  let evaluation = evaluate(snapshot, cart, asked.coupons);
  // A promotion that drops out may let another with limits in, so look again until no new one appears.
  for (;;) {
    const unknown = evaluation.uses.filter(({ promotionId }) => !standings.has(promotionId));
    if (unknown.length === 0) break;
    for (const [id, standing] of await standingsOf(unknown, cart, offers)) {
      standings.set(id, standing);
      counters.set(id, standing.used);
    }
    evaluation = evaluate(snapshot, cart, asked.coupons, counters);
  }
  const uses = evaluation.uses.map((use) => seatedIn(use, standings.get(use.promotionId) as Standing));
  return withCodes({ ...evaluation, uses }, asked, cart.language);
}

/**
 * Refuses a checkout whose buyer asked for a coupon that is used up: such an order must not be made at the full price.
 * Throws conflict `promotions.coupon-used` or `promotions.budget-gone`.
 */
export function refuseUsedCoupons({ spentCoupons }: Evaluation): void {
  const [first] = spentCoupons;
  if (first) throw first === 'coupon-used' ? couponUsed() : budgetGone();
}

/**
 * Looks again after a commit was refused with `BudgetMoved`: answers when the checkout is worth another try, else throws
 * conflict `promotions.budget-gone`, `promotions.coupon-used` or `promotions.stopped`. Rights: BatchGetItem, UpdateItem.
 */
export async function lookAgain({ use }: BudgetMoved): Promise<void> {
  await reseat([use]);
}
