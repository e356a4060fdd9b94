/** Puts the same case to the promotions and to the brute force. */
import type { Cart, CartLine } from '../../../functions/promotions/domain/cart.ts';
import { compile } from '../../../functions/promotions/domain/compile.ts';
import { evaluate } from '../../../functions/promotions/domain/evaluate.ts';
import type { Published } from '../../../functions/promotions/domain/promotion.ts';
import { type Answer, bruteForce } from './brute-force.ts';
import type { AnyCase } from './cases.ts';
import { isKept } from './hold-out.ts';
import type { Choice, Terms } from './takes.ts';

function order(a: CartLine, b: CartLine): number {
  if (a.sku !== b.sku) return a.sku < b.sku ? -1 : 1;
  return a.unitPrice - b.unitPrice || a.quantity - b.quantity || (a.floor ?? 0) - (b.floor ?? 0);
}

const total = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);

function isFor({ kind, effect, scope }: Published, { sku }: CartLine): boolean {
  if (scope.excludeSkus?.includes(sku)) return false;
  if (kind === 'buy-x-get-y' && effect.get.skus?.includes(sku)) return true;
  const skus = scope.skus ?? (kind === 'bundle' ? effect.items.map((item) => item.sku) : [sku]);
  return skus.includes(sku);
}

function choiceOf(promotion: Published, lines: readonly CartLine[]): Choice {
  const {
    promotionId: id,
    kind,
    layer,
    effect,
    priority,
    exclusiveGroup: group,
    stacking,
    funders,
    limits,
  } = promotion;
  return {
    ...{ id, kind, layer, priority, terms: effect as Terms },
    at: lines.flatMap((line, n) => (isFor(promotion, line) ? [n] : [])),
    ...(group === undefined ? {} : { group }),
    ...(stacking ? { stacking } : {}),
    funded: total((funders ?? []).map(({ percent }) => percent)),
    money: limits?.budget ?? Infinity,
    cuts: limits?.onExhaustion === 'cap',
    ...(kind === 'flash-sale' ? { units: Math.min(effect.quota, effect.perCustomer) } : {}),
  };
}

/** What the brute force says of a case. */
export function judged({ promotions, cart }: AnyCase): { answer: Answer; lines: CartLine[] } {
  const lines = [...cart.lines].sort(order);
  const open = promotions.filter(
    (one) =>
      (one.kind !== 'group-buy' || one.promotionId === cart.groupPromotionId) &&
      !isKept(one.promotionId, one.scope.holdOut, cart.customerId),
  );
  const choices = open.map((promotion) => choiceOf(promotion, lines)).filter(({ at }) => at.length > 0);
  const { shipping, gifts } = cart;
  return {
    answer: bruteForce({ lines, choices, ...(shipping ? { shipping } : {}), ...(gifts ? { gifts } : {}) }),
    lines,
  };
}

function payableOf(cart: Cart, goods: number, isFree: boolean): number {
  const { fee, freeFrom = Infinity } = cart.shipping ?? { fee: 0 };
  return goods + (isFree || goods >= freeFrom ? 0 : fee);
}

/** What the promotions say of a case, in the same shape as `expectedOf`. */
export function foundOf({ promotions, cart, counters }: AnyCase) {
  const lines = [...cart.lines].sort(order);
  const evaluation = evaluate(compile(promotions), { ...cart, lines }, [], counters);
  const own = evaluation.lines.filter(({ gift }) => gift === undefined);
  return {
    ids: evaluation.applied.map(({ promotionId }) => promotionId).sort(),
    payable: payableOf(cart, total(own.map(({ net }) => net)), evaluation.freeShipping === true),
    nets: own.map(({ net }) => net),
    gifts: total(evaluation.lines.filter(({ gift }) => gift !== undefined).map(({ gross }) => gross)),
    shipping: total(evaluation.applied.map(({ shipping = 0 }) => shipping)),
    solver: evaluation.solver,
  };
}

/** What they should say. */
export function expectedOf(anyCase: AnyCase): ReturnType<typeof foundOf> {
  const { answer, lines } = judged(anyCase);
  const takes = [...answer.taken.values()];
  return {
    ids: [...answer.ids].sort(),
    payable: answer.payable,
    nets: lines.map(({ unitPrice, quantity }, n) => unitPrice * quantity - total(takes.map((take) => take[n] ?? 0))),
    gifts: answer.giftValue,
    shipping: answer.saved,
    solver: undefined,
  };
}
