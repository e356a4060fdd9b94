import { type Instant, wallClock } from '../../../shared/kernel/time.ts';
import type { Cart, CartLine } from './cart.ts';
import type { Compiled, Snapshot } from './compile.ts';
import type { Refusal } from './refusals.ts';

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

type Clock = () => string;

function clockOf(now: Instant, timeZone: string): Clock {
  let time: string | undefined;
  return () => {
    time ??= wallClock(now, timeZone).time.slice(0, 5);
    return time;
  };
}

function isOpen({ dailyWindow }: Compiled, clock: Clock): boolean {
  if (!dailyWindow) return true;
  const { from, to } = dailyWindow;
  const time = clock();
  return from < to ? from <= time && time < to : from <= time || time < to;
}

/** Why the promotion is not for this cart at this time, if it is not. */
function refusalOf(promotion: Compiled, cart: Cart, clock: Clock): Refusal | undefined {
  if (cart.now < promotion.validFrom || cart.now >= promotion.validTo) return 'not-in-window';
  if (promotion.channels && !promotion.channels.has(cart.channel)) return 'out-of-scope';
  return isOpen(promotion, clock) ? undefined : 'not-in-window';
}

function reached(snapshot: Snapshot, lines: readonly CartLine[]): Set<Compiled> {
  const found = new Set<Compiled>(snapshot.everything);
  const addAll = (some: readonly Compiled[] = []) => {
    for (const one of some) found.add(one);
  };
  for (const { sku, category, brand } of lines) {
    addAll(snapshot.bySku.get(sku));
    addAll(snapshot.byCategory.get(category));
    if (brand !== undefined) addAll(snapshot.byBrand.get(brand));
  }
  return found;
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
}

function consider(promotion: Compiled, { cart, clock, lines }: Look): Candidate | Refusal {
  const refusal = refusalOf(promotion, cart, clock);
  if (refusal) return refusal;
  const at = linesOf(promotion, lines);
  return at.length === 0 ? 'out-of-scope' : { promotion, at };
}

/** One coupon per promotion: two codes of the same are worth no more than one. */
function distinct(coupons: readonly AskedCoupon[]): AskedCoupon[] {
  return [...new Map(coupons.map((coupon) => [coupon.promotionId ?? coupon.code, coupon])).values()];
}

/**
 * The promotions for this cart in the order of their turns (layer, priority, id), and why the coupons asked for are not
 * among them. `lines` are the sheet's. Promotions nobody asked for are left out in silence: a future price is a secret.
 */
export function candidatesOf(
  snapshot: Snapshot,
  cart: Cart,
  coupons: readonly AskedCoupon[],
  lines: readonly CartLine[],
) {
  const look = { cart, clock: clockOf(cart.now, cart.timeZone), lines };
  const asked = distinct(coupons).map(({ code, promotionId = '' }) => {
    const promotion = snapshot.byId.get(promotionId);
    if (!promotion?.needsCoupon) return { id: code, found: 'coupon-unknown' as const };
    return { id: promotionId, found: consider(promotion, look) };
  });
  const found = [
    ...Array.from(reached(snapshot, lines), (promotion) => consider(promotion, look)),
    ...asked.map((one) => one.found),
  ];
  return {
    candidates: found.filter((one) => typeof one === 'object').sort(byTurn),
    refused: asked.flatMap(({ id, found: why }) => (typeof why === 'string' ? [{ id, why }] : [])),
  };
}
