import { wallClock } from '../../shared/kernel/time.ts';
import { shop } from '../../shared/platform/env.ts';
import { readProducts } from '../catalog/holds.ts';
import { type Order, readOrders } from '../orders/holds.ts';
import type { Cart, Evaluation, Used } from '../promotions/holds.ts';
import { type CostOf, isBelow, outcomeOf, unitsTouched } from './domain/outcome.ts';
import type { UsedSoFar } from './domain/rehearsal.ts';
import { addOrder, type Compared, emptyPart, type Pair, type Part, worstPairs } from './domain/tally.ts';
import { cartOf, couponsOf } from './past-cart.ts';
import { priceUnder, type Rules, rulesOf, type Stage } from './rules.ts';

/** What is replayed of whom: the draft's coupon is in every buyer's hand, for nobody knows in whose it will be. */
export interface Scene {
  cart: Cart;
  coupons: readonly string[];
}

const UNUSED: UsedSoFar = { uses: 0, spent: 0, units: 0 };

/** What was used of the draft, as its evaluation wants it; how often by this buyer is not followed. */
const countersOf = ({ draft }: Stage, used: UsedSoFar): Map<string, Used> =>
  new Map([[draft.promotionId, { ...used, byCustomer: 0, unitsByCustomer: 0 }]]);

const withDraft = (coupons: readonly string[], { draft }: Stage) =>
  draft.coupon ? [...coupons, draft.promotionId] : coupons;

/** A cart without the draft and beside it. */
export function play(stage: Stage, { cart, coupons }: Scene, costOf: CostOf, used: UsedSoFar = UNUSED) {
  const without = priceUnder(stage.without, cart, coupons);
  const beside = priceUnder(stage.beside, cart, withDraft(coupons, stage), countersOf(stage, used));
  return { without: outcomeOf(without, costOf), with: outcomeOf(beside, costOf), evaluation: beside };
}

/** The cart under the draft alone, the other alone and both; told when only both together go below the floor. */
export function pairOf(
  { draft, beside: { gifts } }: Pick<Stage, 'draft' | 'beside'>,
  other: Rules['promotions'][number],
  { cart, name }: { cart: Cart; name: string },
  { costOf, floorPercent }: { costOf: CostOf; floorPercent: number },
): Pair | undefined {
  const coupons = [draft.promotionId, other.promotionId];
  const under = (...promotions: Rules['promotions']) =>
    outcomeOf(priceUnder(rulesOf(promotions, gifts), cart, coupons), costOf);
  const both = under(draft, other);
  if (!isBelow(both, floorPercent)) return undefined;
  const [alone, otherAlone] = [under(draft), under(other)];
  if (isBelow(alone, floorPercent) || isBelow(otherAlone, floorPercent)) return undefined;
  const { promotionId } = other;
  const lines = cart.lines.map(({ sku, quantity }) => ({ sku, quantity }));
  const margins = { both: both.margin ?? 0, draft: alone.margin ?? 0, other: otherAlone.margin ?? 0 };
  return { promotionId, cart: name, lines, ...margins };
}

function usedAfter(used: UsedSoFar, { uses }: Evaluation, promotionId: string): UsedSoFar {
  const use = uses.find((one) => one.promotionId === promotionId);
  if (!use) return used;
  return { uses: used.uses + 1, spent: used.spent + use.amount, units: used.units + (use.units ?? 0) };
}

const EXHAUSTED = new Set(['promotions.budget-gone', 'promotions.coupon-used']);

const isExhausted = ({ rejected }: Evaluation, promotionId: string) =>
  rejected.some((one) => one.promotionId === promotionId && EXHAUSTED.has(one.code));

const ENDED_EARLY = new Set(['CANCELLED', 'EXPIRED']);

/** A step looks closer at so many of the orders that fall below the floor. */
const MOST_BLAMED = 10;

/** Replays some orders in order of time, going on from what was used of the draft before. */
export async function replayDraft(stage: Stage, orderIds: readonly string[], before: UsedSoFar, floorPercent: number) {
  const { draft } = stage;
  const orders = (await readOrders(orderIds)).filter(({ status }) => !ENDED_EARLY.has(status));
  const skus = [...orders.flatMap(({ lines }) => lines), ...stage.beside.gifts].map(({ sku }) => sku);
  const products = await readProducts([...new Set(skus)]);
  const costOf: CostOf = (sku) => products.get(sku)?.cost;
  const part = emptyPart();
  let used = before;
  for (const order of orders) {
    const scene = { cart: cartOf(order, products), coupons: couponsOf(order, stage.beside) };
    const { evaluation, ...outcomes } = play(stage, scene, costOf, used);
    const compared = { ...comparedOf(order, evaluation, draft.promotionId), ...outcomes };
    used = usedAfter(used, evaluation, draft.promotionId);
    addOrder(part, compared, draft.promotionId, floorPercent);
    if (part.pairs.length < MOST_BLAMED) blame(part, stage, { compared, cart: scene.cart }, { costOf, floorPercent });
  }
  return { part, used };
}

function comparedOf(order: Order, evaluation: Evaluation, promotionId: string): Omit<Compared, 'with' | 'without'> {
  const { orderId, placedAt } = order;
  const { date, time } = wallClock(placedAt, shop.timeZone);
  return {
    orderId,
    at: placedAt,
    date,
    hour: time.slice(0, 2),
    lines: order.lines.map(({ sku, quantity }) => ({ sku, quantity })),
    units: unitsTouched(evaluation, promotionId),
    exhausted: isExhausted(evaluation, promotionId),
  };
}

/** Finds with which other promotion the draft takes an order below the floor that neither takes there alone. */
function blame(
  part: Part,
  stage: Stage,
  { compared, cart }: { compared: Compared; cart: Cart },
  margin: { costOf: CostOf; floorPercent: number },
): void {
  if (!isBelow(compared.with, margin.floorPercent) || isBelow(compared.without, margin.floorPercent)) return;
  const others = stage.beside.promotions.filter(
    ({ promotionId }) => compared.with.given.has(promotionId) && promotionId !== stage.draft.promotionId,
  );
  const pairs = others.map((other) => pairOf(stage, other, { cart, name: compared.orderId }, margin));
  part.pairs = worstPairs([...part.pairs, ...pairs.filter((pair) => pair !== undefined)]);
}
