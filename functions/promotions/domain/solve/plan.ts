import type { GiftProduct } from '../cart.ts';
import { type Case, feeOf, type Option } from './case.ts';
import type { Outcome, Taken } from './layer.ts';

/** A gift that is given: by whom, what, and how many. */
export interface Gift {
  option: Option;
  product: GiftProduct;
  quantity: number;
}

/** What a combination comes to. */
export interface Plan {
  nets: readonly number[];
  /** Its members that give something, in the order of their turns, and those that give nothing. */
  taken: readonly Taken[];
  idle: readonly Option[];
  gifts: readonly Gift[];
  /** Minor units of shipping that are saved, and by whom. */
  saved: number;
  savedBy?: Option;
  /** Goods and shipping. */
  payable: number;
  giftValue: number;
  points: number;
  /** What the shop pays itself, in thousandths of minor units. */
  cost: number;
}

/** Takes the gifts of an option from what can be had, all of them or none. */
function giftsOf(kase: Case, option: Option, given: Map<string, number>): Gift[] {
  const gifts: Gift[] = [];
  let value = 0;
  for (const { sku, quantity } of option.promotion.rule.gifts) {
    const product = kase.gifts.get(sku);
    const before = given.get(sku) ?? 0;
    if (!product || before + quantity > (product.available ?? Infinity)) return [];
    gifts.push({ option, product, quantity });
    value += product.unitPrice * quantity;
  }
  return value > option.money ? [] : gifts;
}

const worthOfAll = (gifts: readonly Gift[]) =>
  gifts.reduce((sum, { product, quantity }) => sum + product.unitPrice * quantity, 0);

class Tally {
  readonly gifts: Gift[] = [];
  giftValue = 0;
  points = 0;
  cost = 0;
  saved = 0;
  savedBy?: Option;
  private readonly given = new Map<string, number>();
  private readonly kase: Case;
  private readonly fee: number;

  constructor(kase: Case, goods: number) {
    this.kase = kase;
    this.fee = feeOf(kase.shipping, goods);
  }

  private addGifts(option: Option): number {
    const gifts = giftsOf(this.kase, option, this.given);
    for (const gift of gifts) {
      this.given.set(gift.product.sku, (this.given.get(gift.product.sku) ?? 0) + gift.quantity);
      this.gifts.push(gift);
    }
    return gifts.length === 0 ? -1 : worthOfAll(gifts);
  }

  private addShipping(option: Option): number {
    if (this.saved > 0 || this.fee === 0 || this.fee > option.money) return -1;
    this.saved = this.fee;
    this.savedBy = option;
    return this.fee;
  }

  /** What an option gives, in minor units; -1 where it gives nothing. */
  private worthOf({ option, amount }: Taken): number {
    const { family, factor } = option.promotion.rule;
    if (family === 'gift') {
      const value = this.addGifts(option);
      this.giftValue += Math.max(0, value);
      return value;
    }
    if (family === 'free-shipping') return this.addShipping(option);
    if (family === 'points') {
      this.points += factor;
      return 0;
    }
    return amount === 0 ? -1 : amount;
  }

  /** Counts an option in; false where it gives nothing. */
  add(taken: Taken): boolean {
    const worth = this.worthOf(taken);
    if (worth < 0) return false;
    this.cost += worth * taken.option.promotion.rule.shopShare;
    return true;
  }
}

/** The plan of a combination by what its layers came to. */
export function planOf(kase: Case, outcomes: readonly Outcome[]): Plan {
  const nets = outcomes.at(-1)?.nets ?? kase.gross;
  let goods = 0;
  for (const net of nets) goods += net;
  const tally = new Tally(kase, goods);
  const taken: Taken[] = [];
  const idle: Option[] = [];
  for (const one of outcomes.flatMap((outcome) => outcome.taken)) {
    if (tally.add(one)) taken.push(one);
    else idle.push(one.option);
  }
  const { gifts, giftValue, points, cost, saved, savedBy } = tally;
  const payable = goods + feeOf(kase.shipping, goods) - saved;
  return { nets, taken, idle, gifts, saved, ...(savedBy ? { savedBy } : {}), payable, giftValue, points, cost };
}

/** The combination of nothing. */
export const nothing = (kase: Case): Plan => planOf(kase, []);

const byRank = ({ option: { promotion: a } }: Taken, { option: { promotion: b } }: Taken) =>
  b.priority - a.priority || (a.promotionId < b.promotionId ? -1 : a.promotionId > b.promotionId ? 1 : 0);

function compareMembers(a: Plan, b: Plan): number {
  const [first, second] = [[...a.taken].sort(byRank), [...b.taken].sort(byRank)];
  for (let n = 0; n < Math.min(first.length, second.length); n += 1) {
    const order = byRank(first[n] as Taken, second[n] as Taken);
    if (order !== 0) return order;
  }
  return first.length - second.length;
}

/**
 * Negative where `a` is the better combination: the buyer pays less; else gets gifts of more value; else more points; else it
 * costs the shop less; else it has fewer members; else the first that differs has the higher priority, then the lower id.
 */
export function comparePlans(a: Plan, b: Plan): number {
  return (
    a.payable - b.payable ||
    b.giftValue - a.giftValue ||
    b.points - a.points ||
    a.cost - b.cost ||
    a.taken.length - b.taken.length ||
    compareMembers(a, b)
  );
}
