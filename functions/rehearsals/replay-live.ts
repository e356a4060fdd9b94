import { type Instant, shift } from '../../shared/kernel/time.ts';
import { readProducts } from '../catalog/holds.ts';
import { type Order, readOrders } from '../orders/holds.ts';
import { type Evaluation, type Published, type Used, versionsOf } from '../promotions/holds.ts';
import { emptyLivePart, type LivePart } from './domain/live-part.ts';
import { isMoving, liveAt, liveBetween, type Moment } from './domain/timeline.ts';
import { cartOf, couponsOf, type Products } from './past-cart.ts';
import { priceUnder, type Rules, rulesOf } from './rules.ts';

/** A publish is decided before it is committed, and a checkout before it reads: so far they can be apart. */
const EDGE_MS = 10_000;

/** The rules of each set of live versions, made once. */
function rulesBook(versions: readonly Published[]) {
  const byName = new Map(versions.map((version) => [`${version.promotionId} ${version.version}`, version]));
  const made = new Map<string, Rules>();
  return (live: ReadonlyMap<string, number>): Rules => {
    const names = Array.from(live, ([promotionId, version]) => `${promotionId} ${version}`).sort();
    const key = names.join();
    const known = made.get(key);
    if (known) return known;
    const rules = rulesOf(
      names.flatMap((name) => byName.get(name) ?? []),
      [],
    );
    made.set(key, rules);
    return rules;
  };
}

const EXHAUSTED = new Set(['promotions.budget-gone', 'promotions.coupon-used']);

/** More than any limit. */
const ALL = Number.MAX_SAFE_INTEGER;

const GONE: Used = { uses: ALL, spent: ALL, byCustomer: ALL, units: ALL, unitsByCustomer: ALL, left: 0 };

/** What limits left at the time, as far as the order tells: nothing of what was refused, so much of what was given. */
function countersOf({ promotions, uses }: Order): Map<string, Used> {
  const gone = promotions.rejected.filter(({ code }) => EXHAUSTED.has(code));
  const given = uses.map(({ promotionId, amount }): [string, Used] => [
    promotionId,
    { uses: -ALL, spent: -ALL, byCustomer: -ALL, left: amount },
  ]);
  return new Map([...gone.map(({ promotionId }): [string, Used] => [promotionId, GONE]), ...given]);
}

/** What an order comes to by an evaluation of its cart: goods as they are priced now, shipping by the tariff it had. */
function totalOf({ lines, freeShipping }: Evaluation, order: Order): number {
  const goods = lines.reduce((sum, { net }) => sum + net, 0);
  const tariff = order.basis?.shipping;
  if (!tariff) return goods + order.shipping + order.tax;
  const isFree = freeShipping || goods >= (tariff.freeFrom ?? Infinity);
  return goods + (isFree ? 0 : tariff.fee) + order.tax;
}

/** What is stored and what is replayed agree on every line, not only in the sum. */
function isEqual(evaluation: Evaluation, order: Order): boolean {
  const stored = order.lines.map(({ sku, net }) => `${sku} ${net}`);
  const replayed = evaluation.lines.map(({ sku, net }) => `${sku} ${net}`);
  return stored.join() === replayed.join() && totalOf(evaluation, order) === order.total;
}

/** What was told from elsewhere is its own rule: its lines and what it was given come to its total. */
function isSound({ lines, total, shipping, tax }: Order): boolean {
  const isLineSound = lines.every(
    ({ gross, net, discounts }) => net === gross - discounts.reduce((sum, { amount }) => sum + amount, 0),
  );
  return isLineSound && total === lines.reduce((sum, { net }) => sum + net, 0) + shipping + tax;
}

interface Past {
  moments: readonly Moment[];
  rulesAt(live: ReadonlyMap<string, number>): Rules;
  products: Products;
}

function evaluationAt(order: Order, at: Instant, { moments, rulesAt, products }: Past): Evaluation {
  const rules = rulesAt(liveAt(moments, at));
  return priceUnder(rules, cartOf(order, products), couponsOf(order, rules), countersOf(order));
}

/** Whether the rules of the order's own time make its price, and if only those of the moments around it do. */
function judge(order: Order, past: Past): { isEqual: boolean; atTheEdge?: boolean; replayed: number } {
  const at = order.pricedAt ?? order.placedAt;
  const own = evaluationAt(order, at, past);
  const replayed = totalOf(own, order);
  if (isEqual(own, order)) return { isEqual: true, replayed };
  const edges = [-EDGE_MS, EDGE_MS].map((by) => shift(at, by));
  if (!isMoving(past.moments, edges[0] ?? at, edges[1] ?? at)) return { isEqual: false, replayed };
  const atTheEdge = edges.some((edge) => isEqual(evaluationAt(order, edge, past), order));
  return { isEqual: atTheEdge, atTheEdge, replayed };
}

function add(part: LivePart, order: Order, past: Past): void {
  const { orderId, placedAt, total, imported, till } = order;
  const isElsewhere = imported !== undefined || till !== undefined;
  const verdict = isElsewhere ? { isEqual: isSound(order), replayed: total } : judge(order, past);
  part.orders += 1;
  part.equal += verdict.isEqual ? 1 : 0;
  part.elsewhere += isElsewhere && verdict.isEqual ? 1 : 0;
  part.atTheEdge += 'atTheEdge' in verdict && verdict.atTheEdge ? 1 : 0;
  if (verdict.isEqual) return;
  part.differ += 1;
  part.differences.push({ orderId, placedAt, stored: total, replayed: verdict.replayed });
}

/** Replays some orders under the versions that were live when each was priced. `moments` are all up to then. */
export async function replayLive(orderIds: readonly string[], moments: readonly Moment[]): Promise<LivePart> {
  const orders = await readOrders(orderIds);
  const part = emptyLivePart();
  const times = orders.map(({ pricedAt, placedAt }) => pricedAt ?? placedAt).sort();
  const [first, last] = [times[0], times.at(-1)];
  if (first === undefined || last === undefined) return part;
  const versions = await versionsOf(liveBetween(moments, shift(first, -EDGE_MS), shift(last, EDGE_MS)));
  const bare = orders.filter(({ basis, imported }) => !basis && !imported);
  const products = await readProducts([...new Set(bare.flatMap(({ lines }) => lines.map(({ sku }) => sku)))]);
  const past = { moments, rulesAt: rulesBook(versions), products };
  for (const order of orders) add(part, order, past);
  return part;
}
