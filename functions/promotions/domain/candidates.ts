import { type Instant, wallClock } from '../../../shared/kernel/time.ts';
import type { Arm, Cart, CartLine } from './cart.ts';
import { type Compiled, type Snapshot, slotOf } from './compile.ts';
import { isHeldOut } from './hold-out.ts';
import { audiencesOfCart, goodsOfLines } from './reach.ts';
import type { Refusal } from './refusals.ts';
import { reached } from './slots.ts';

/** A promotion that could be given to this cart, with the lines it is for (indexes into the sheet). */
export interface Candidate {
  promotion: Compiled;
  at: number[];
}

/** A coupon that was asked for: its code and the promotion it belongs to, if there is one. */
export interface AskedCoupon {
  code: string;
  promotionId?: string;
}

/** The shop's wall clock, read once and only when somebody asks: most promotions do not. */
type Clock = () => { time: string; weekday: number };

const DAY = 86_400_000;
/** 1970 began on a Thursday, the fourth day of the week. */
const weekdayOf = (date: string) => ((Date.parse(date) / DAY + 3) % 7) + 1;

function clockOf(now: Instant, timeZone: string): Clock {
  let seen: ReturnType<Clock> | undefined;
  return () => {
    if (!seen) {
      const { date, time } = wallClock(now, timeZone);
      seen = { time: time.slice(0, 5), weekday: weekdayOf(date) };
    }
    return seen;
  };
}

const ALL_DAY = { from: '00:00', to: '24:00' };

/** The weekday whose window is open, if one is: the hours after midnight belong to the day on which it began. */
function openDay({ from, to }: typeof ALL_DAY, { time, weekday }: ReturnType<Clock>): number | undefined {
  if (from <= to) return from <= time && time < to ? weekday : undefined;
  if (time < to) return ((weekday + 5) % 7) + 1;
  return from <= time ? weekday : undefined;
}

function isOpen({ dailyWindow, weekdays }: Compiled, clock: Clock): boolean {
  if (!dailyWindow && !weekdays) return true;
  const day = openDay(dailyWindow ?? ALL_DAY, clock());
  return day !== undefined && (weekdays?.includes(day) ?? true);
}

/** Why the promotion is not for this cart at this time, if it is not. */
function refusalOf(promotion: Compiled, cart: Cart, clock: Clock): Refusal | undefined {
  if (cart.now < promotion.validFrom || cart.now >= promotion.validTo) return 'not-in-window';
  if (promotion.channels && !promotion.channels.has(cart.channel)) return 'out-of-scope';
  if (promotion.admits && !promotion.admits(cart)) return 'not-eligible';
  return isOpen(promotion, clock) ? undefined : 'not-in-window';
}

function linesOf(promotion: Compiled, lines: readonly CartLine[]): number[] {
  const at: number[] = [];
  lines.forEach((line, index) => {
    if (promotion.covers(line)) at.push(index);
  });
  return at;
}

const byTurn = ({ promotion: a }: Candidate, { promotion: b }: Candidate): number =>
  a.layerRank - b.layerRank || b.priority - a.priority || (a.promotionId < b.promotionId ? -1 : 1);

interface Look {
  cart: Cart;
  clock: Clock;
  /** The sheet's lines. */
  lines: readonly CartLine[];
  /** The sides of its buyer, as they are met. */
  arms: Arm[];
}

/**
 * On which side of a hold-out the buyer is, noted for whoever compares the two. Nobody who is not known is on either: he is
 * not shown a price that he would lose by saying who he is.
 */
function isKeptFrom({ promotionId, holdOut }: Compiled, { cart: { customerId }, arms }: Look): boolean {
  if (holdOut === undefined) return false;
  if (customerId === undefined) return true;
  const heldOut = isHeldOut(promotionId, customerId, holdOut);
  arms.push({ promotionId, heldOut });
  return heldOut;
}

function consider(promotion: Compiled, look: Look): Candidate | Refusal {
  const refusal = refusalOf(promotion, look.cart, look.clock);
  if (refusal) return refusal;
  const at = linesOf(promotion, look.lines);
  if (at.length === 0) return 'out-of-scope';
  return isKeptFrom(promotion, look) ? 'not-eligible' : { promotion, at };
}

/** One coupon per promotion: two codes of the same are worth no more than one. */
function distinct(coupons: readonly AskedCoupon[]): AskedCoupon[] {
  return [...new Map(coupons.map((coupon) => [coupon.promotionId ?? coupon.code, coupon])).values()];
}

/** The promotion of the group that a cart opens or joins. */
function groupOf({ byId }: Snapshot, { groupPromotionId = '' }: Cart): Compiled[] {
  const promotion = byId.get(groupPromotionId);
  return promotion?.kind === 'group-buy' ? [promotion] : [];
}

/**
 * The promotions for this cart in the order of their turns (layer, priority, id), why the coupons asked for are not among
 * them, and on which sides of hold-outs its buyer is. `lines` are the sheet's. Promotions nobody asked for are left out in silence: a future price is a secret.
 */
export function candidatesOf(
  snapshot: Snapshot,
  cart: Cart,
  coupons: readonly AskedCoupon[],
  lines: readonly CartLine[],
) {
  const look: Look = { cart, clock: clockOf(cart.now, cart.timeZone), lines, arms: [] };
  const asked = distinct(coupons).map(({ code, promotionId = '' }) => {
    const promotion = snapshot.byId.get(promotionId);
    if (!promotion?.needsCoupon) return { id: code, found: 'coupon-unknown' as const };
    return { id: promotionId, found: consider(promotion, look) };
  });
  const looked = reached(slotOf(snapshot, cart.now), audiencesOfCart(cart), goodsOfLines(lines));
  const found = [
    ...Array.from(looked, (promotion) => consider(promotion, look)),
    ...groupOf(snapshot, cart).map((promotion) => consider(promotion, look)),
    ...asked.map((one) => one.found),
  ];
  return {
    candidates: found.filter((one) => typeof one === 'object').sort(byTurn),
    refused: asked.flatMap(({ id, found: why }) => (typeof why === 'string' ? [{ id, why }] : [])),
    arms: look.arms.sort((a, b) => (a.promotionId < b.promotionId ? -1 : 1)),
  };
}
