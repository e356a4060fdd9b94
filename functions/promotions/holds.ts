/**
 * What orders may do with promotions. Reading: put `promotionKeys` into the order's one BatchGetItem on the table
 * `tableName('promotions')` (consistent), give what came back to `offersFrom`, then `evaluateCart`. Writing: `redeem` in the
 * checkout's commit, `giveBack` in the commit that cancels, expires or refunds. An order keeps `evaluation.uses`.
 * Rights of a caller: BatchGetItem and Query to read; PutItem, UpdateItem to redeem; DeleteItem, UpdateItem to give back.
 */
import { DomainError } from '../../shared/kernel/errors.ts';
import { tableName } from '../../shared/platform/table.ts';
import type { Action } from '../../shared/platform/transaction.ts';
import { remembered } from '../../shared/platform/world.ts';
import type { AskedCoupon } from './domain/candidates.ts';
import type { Cart, Evaluation, Use, Used } from './domain/cart.ts';
import { compile, type Snapshot } from './domain/compile.ts';
import { evaluate } from './domain/evaluate.ts';
import { normaliseCode } from './domain/promotion.ts';
import { HEAD_KEY, readPublished } from './store.ts';
import { couponKey, customerPart, readCounters, usesKey } from './usage.ts';

export type { Cart, CartLine, Evaluation, Use } from './domain/cart.ts';

/** An item as the document client gives it. */
type StoredItem = Record<string, unknown>;

/** The published promotions as of one moment, and the coupons that were looked up with them. */
export interface Offers {
  snapshot: Snapshot;
  /** Promotion id by coupon code. */
  coupons: ReadonlyMap<string, string>;
}

interface Loaded {
  version: number;
  snapshot: Promise<Snapshot>;
}

const memory = () =>
  remembered('published-promotions', (): { loaded: Loaded } => ({
    loaded: { version: 0, snapshot: Promise.resolve(compile([])) },
  }));

/** The keys to read for a cart with these coupon codes: one, and one more for each different code. */
export function promotionKeys(couponCodes: readonly string[]): { pk: string; sk: string }[] {
  const codes = new Set(couponCodes.map(normaliseCode));
  return [{ ...HEAD_KEY }, ...[...codes].map(couponKey)];
}

/** The snapshot of a version or a later one: the one at hand, else read and compiled once for all who wait. */
function snapshotOf(version: number): Promise<Snapshot> {
  const kept = memory();
  if (kept.loaded.version >= version) return kept.loaded.snapshot;
  const snapshot = readPublished().then(compile);
  const mine = { version, snapshot };
  kept.loaded = mine;
  snapshot.catch(() => {
    if (kept.loaded === mine) kept.loaded = { version: -1, snapshot };
  });
  return snapshot;
}

/** What the items of `promotionKeys` mean, in any order, missing ones left out. Reads more only after a publish or stop. */
export async function offersFrom(items: readonly StoredItem[]): Promise<Offers> {
  const head = items.find(({ pk }) => pk === HEAD_KEY.pk);
  const coupons = items
    .filter(({ sk }) => sk === 'COUPON')
    .map((item): [string, string] => [String(item.code), String(item.promotionId)]);
  return { snapshot: await snapshotOf(Number(head?.version ?? 0)), coupons: new Map(coupons) };
}

function askedCoupons(offers: Offers, codes: readonly string[]): AskedCoupon[] {
  return [...new Set(codes.map(normaliseCode))].sort().map((code) => ({ code, promotionId: offers.coupons.get(code) }));
}

/**
 * Prices a cart. Where promotions with limits take part, their counters are read and those used up are rejected; without
 * any, nothing is read. The commit decides in the end: the counters may have moved until then.
 */
export async function evaluateCart(offers: Offers, cart: Cart): Promise<Evaluation> {
  const coupons = askedCoupons(offers, cart.couponCodes);
  let evaluation = evaluate(offers.snapshot, cart, coupons);
  const counters = new Map<string, Used>();
  // A promotion that drops out may let another with limits in, so look again until no new one appears.
  for (;;) {
    const unknown = evaluation.uses.map(({ promotionId }) => promotionId).filter((id) => !counters.has(id));
    if (unknown.length === 0) return evaluation;
    for (const [id, used] of await readCounters(unknown, cart.customerId)) counters.set(id, used);
    evaluation = evaluate(offers.snapshot, cart, coupons, counters);
  }
}

/**
 * Refuses a checkout whose buyer asked for a coupon that is used up: such an order must not be made at the full price.
 * Throws conflict `promotions.coupon-used` or `promotions.budget-gone`.
 */
export function refuseUsedCoupons({ spentCoupons }: Evaluation): void {
  const [first] = spentCoupons;
  if (first) throw first === 'coupon-used' ? couponUsed() : budgetGone();
}

/** Who uses promotions: one customer's one order. */
interface User {
  orderId: string;
  customerId: string;
}

const table = () => tableName('promotions');

const useKey = (orderId: string, promotionId: string) => ({ pk: `ORDER#${orderId}`, sk: `USE#${promotionId}` });

const couponUsed = () =>
  new DomainError('conflict', 'promotions.coupon-used', 'The coupon has been used as often as it may be.');

const budgetGone = () =>
  new DomainError('conflict', 'promotions.budget-gone', 'A promotion is used up; ask for a new quote.');

/** Adds (`sign` 1) or takes back (-1) one use of `amount` at a counter. */
function count(key: { pk: string; sk: string }, sign: 1 | -1, amount: number) {
  return {
    TableName: table(),
    Key: key,
    UpdateExpression: 'ADD #uses :uses, #spent :spent',
    ExpressionAttributeNames: { '#uses': 'uses', '#spent': 'spent' },
    ExpressionAttributeValues: { ':uses': sign, ':spent': sign * amount } as Record<string, number>,
  };
}

/** One use counted under limits: refused when it would pass the number of uses or the money. */
function countWithin(key: { pk: string; sk: string }, use: Use, most: { uses?: number; spent?: number }): Action {
  const update = count(key, 1, use.amount);
  const conditions: string[] = [];
  if (most.uses !== undefined) {
    conditions.push('(attribute_not_exists(#uses) OR #uses < :mostUses)');
    update.ExpressionAttributeValues[':mostUses'] = most.uses;
  }
  if (most.spent !== undefined) {
    conditions.push('(attribute_not_exists(#spent) OR #spent <= :leftAfter)');
    update.ExpressionAttributeValues[':leftAfter'] = most.spent - use.amount;
  }
  return {
    write: {
      Update: {
        ...update,
        ConditionExpression: conditions.join(' AND '),
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      },
    },
    refused: (stored) =>
      use.byCoupon && Number(stored?.uses ?? 0) >= (most.uses ?? Infinity) ? couponUsed() : budgetGone(),
  };
}

/** The counters that a use stands at: those that its limits speak of, each with what it may reach at most. */
function countersOf({ promotionId, limits: { totalUses, perCustomer, budget } }: Use, customerId: string) {
  const total = { key: usesKey(promotionId, 'TOTAL'), most: { uses: totalUses, spent: budget } };
  const own = { key: usesKey(promotionId, customerPart(customerId)), most: { uses: perCustomer } };
  return [total, own].filter(({ most }) => Object.values(most).some((limit) => limit !== undefined));
}

/**
 * The actions of a checkout's commit that use the promotions of `evaluation.uses`; none for promotions without limits. When one is
 * used up meanwhile the commit is refused with conflict `promotions.coupon-used` or `promotions.budget-gone`.
 */
export function redeem(uses: readonly Use[], { orderId, customerId }: User): Action[] {
  return uses.flatMap((use) => {
    const { promotionId, amount } = use;
    const Item = { ...useKey(orderId, promotionId), _et: 'PromotionUse', promotionId, orderId, customerId, amount };
    return [
      ...countersOf(use, customerId).map(({ key, most }) => countWithin(key, use, most)),
      { write: { Put: { TableName: table(), Item, ConditionExpression: 'attribute_not_exists(pk)' } } },
    ];
  });
}

/**
 * The actions that give an order's uses back, exactly once: a second time the commit is refused with conflict
 * `promotions.given-back`. `uses` are those the order was redeemed with.
 */
export function giveBack(uses: readonly Use[], { orderId, customerId }: User): Action[] {
  return uses.flatMap((use) => [
    {
      write: {
        Delete: {
          TableName: table(),
          Key: useKey(orderId, use.promotionId),
          ConditionExpression: 'attribute_exists(pk)',
        },
      },
      refused: () => new DomainError('conflict', 'promotions.given-back', 'This use was given back already.'),
    },
    ...countersOf(use, customerId).map(({ key }) => ({ write: { Update: count(key, -1, use.amount) } })),
  ]);
}
