/** The writes of uses: held at checkout, spent at payment, given back when the order ends early. */
import { DomainError } from '../../shared/kernel/errors.ts';
import { tableName } from '../../shared/platform/table.ts';
import type { Action } from '../../shared/platform/transaction.ts';
import { type Column, changeShard, type StoredShard } from './budget-account.ts';
import { couponUsed, giveCouponBack, useCoupon } from './coupon-use.ts';
import { type Amounts, grantOf, MEASURES, neededFor, shardsFor, wantOf } from './domain/account.ts';
import type { Use } from './domain/cart.ts';
import { claimFirstOrder, giveFirstOrderBack } from './first-order.ts';
import { customerPart, usesKey } from './usage.ts';

/** Who uses promotions: one customer's one order. `isPaid` once its money came. */
export interface User {
  orderId: string;
  customerId: string;
  isPaid?: boolean;
}

/** The shard that a use was to stand in has not enough left; another may have. */
export class BudgetMoved extends Error {
  readonly use: Use;

  constructor(use: Use) {
    super('the budget moved');
    this.name = 'BudgetMoved';
    this.use = use;
  }
}

const table = () => tableName('promotions');

const useKey = (orderId: string, promotionId: string) => ({ pk: `ORDER#${orderId}`, sk: `USE#${promotionId}` });

/** The refusal of an order whose promotion has nothing left for it. */
export const budgetGone = () =>
  new DomainError('conflict', 'promotions.budget-gone', 'A promotion is used up; ask for a new quote.');

/** The refusal of an order whose promotion was stopped between its price and its commit. */
export const stopped = () =>
  new DomainError('conflict', 'promotions.stopped', 'A promotion was stopped; ask for a new quote.');

/** What is told when an account cannot give what a use asks. */
export function gone({ byCoupon, limits }: Use, left: Amounts): DomainError {
  const noUses = limits.totalUses !== undefined && (left.uses ?? 0) < 1;
  return byCoupon && noUses ? couponUsed() : budgetGone();
}

/** `want` times `sign` in a column of every measure, and out of what is left of the limited ones. */
function moved(use: Use, column: Column, sign: 1 | -1) {
  const want = wantOf(use);
  const grant = grantOf(use);
  const entries = MEASURES.filter((measure) => want[measure] > 0).flatMap((measure) => {
    const left = grant[measure] === undefined ? [] : [[`${measure}Left`, -sign * want[measure]] as const];
    return [[`${measure}${column}`, sign * want[measure]] as const, ...left];
  });
  return Object.fromEntries(entries);
}

const shardsOf = (use: Use) => shardsFor(grantOf(use));

const columnOf = ({ isPaid }: User): Column => (isPaid ? 'Spent' : 'Held');

function takeFromShard(use: Use, user: User): Action[] {
  const count = shardsOf(use);
  if (count === 0) return [];
  const needs = neededFor(wantOf(use), grantOf(use), count, use.reserve);
  const write = changeShard(use.promotionId, use.shard ?? 0, { add: moved(use, columnOf(user), 1), needs });
  const refused = (stored: StoredShard | undefined) => {
    if (stored?.closed) return stopped();
    return count > 1 ? new BudgetMoved(use) : gone(use, { uses: stored?.usesLeft });
  };
  return [{ write, refused }];
}

const isLimitedEach = ({ limits, quota }: Use) => limits.perCustomer !== undefined || quota !== undefined;

/** Adds (`sign` 1) or takes back (-1) one use at a customer's own counter. */
function countOwn({ promotionId, amount, units = 0 }: Use, customerId: string, sign: 1 | -1) {
  return {
    TableName: table(),
    Key: usesKey(promotionId, customerPart(customerId)),
    UpdateExpression: 'ADD #uses :uses, #spent :spent, #units :units',
    ExpressionAttributeNames: { '#uses': 'uses', '#spent': 'spent', '#units': 'units' },
    ExpressionAttributeValues: { ':uses': sign, ':spent': sign * amount, ':units': sign * units } as Record<
      string,
      number
    >,
  };
}

function takeOfOwn(use: Use, { customerId }: User): Action[] {
  if (!isLimitedEach(use)) return [];
  const update = countOwn(use, customerId, 1);
  const conditions: string[] = [];
  const { limits, quota, units = 0 } = use;
  if (limits.perCustomer !== undefined) {
    conditions.push('(attribute_not_exists(#uses) OR #uses < :most)');
    update.ExpressionAttributeValues[':most'] = limits.perCustomer;
  }
  if (quota) {
    conditions.push('(attribute_not_exists(#units) OR #units <= :after)');
    update.ExpressionAttributeValues[':after'] = quota.perCustomer - units;
  }
  return [
    {
      write: { Update: { ...update, ConditionExpression: conditions.join(' AND ') } },
      refused: () => (use.byCoupon ? couponUsed() : budgetGone()),
    },
  ];
}

function markOf(use: Use, { orderId, customerId }: User): Action {
  const { promotionId, amount, shard, code } = use;
  const more = { ...(shard === undefined ? {} : { shard }), ...(code ? { code } : {}) };
  const Item = {
    ...useKey(orderId, promotionId),
    _et: 'PromotionUse',
    promotionId,
    orderId,
    customerId,
    amount,
    ...more,
  };
  return { write: { Put: { TableName: table(), Item, ConditionExpression: 'attribute_not_exists(pk)' } } };
}

/**
 * The actions of the commit that makes an order with these uses; none for promotions without limits. When one is used up or
 * stopped meanwhile the commit is refused with conflict `promotions.coupon-used`, `promotions.budget-gone` or
 * `promotions.stopped`, or with `BudgetMoved` where another shard may still have enough.
 */
export function redeem(uses: readonly Use[], user: User): Action[] {
  const each = uses.flatMap((use) => [
    ...(use.code ? [useCoupon(use.code, user)] : []),
    ...takeFromShard(use, user),
    ...takeOfOwn(use, user),
    markOf(use, user),
  ]);
  return [...each, ...claimFirstOrder(uses, user)];
}

/** The actions of the commit that takes an order's money: what it held of budgets is spent. */
export function spend(uses: readonly Use[]): Action[] {
  return uses
    .filter((use) => shardsOf(use) > 0)
    .map((use) => {
      const want = wantOf(use);
      const entries = MEASURES.filter((measure) => want[measure] > 0).flatMap((measure) => [
        [`${measure}Held`, -want[measure]] as const,
        [`${measure}Spent`, want[measure]] as const,
      ]);
      const add = Object.fromEntries(entries);
      return { write: changeShard(use.promotionId, use.shard ?? 0, { add, evenClosed: true }) };
    });
}

/**
 * The actions that give an order's uses back, exactly once: a second time the commit is refused with conflict
 * `promotions.given-back`. `uses` are those the order was redeemed with.
 */
export function giveBack(uses: readonly Use[], user: User): Action[] {
  const each = uses.flatMap((use) => [
    {
      write: {
        Delete: {
          TableName: table(),
          Key: useKey(user.orderId, use.promotionId),
          ConditionExpression: 'attribute_exists(pk)',
        },
      },
      refused: () => new DomainError('conflict', 'promotions.given-back', 'This use was given back already.'),
    },
    ...(use.code ? [giveCouponBack(use.code)] : []),
    ...(shardsOf(use) === 0
      ? []
      : [
          {
            write: changeShard(use.promotionId, use.shard ?? 0, {
              add: moved(use, columnOf(user), -1),
              evenClosed: true,
            }),
          },
        ]),
    ...(isLimitedEach(use) ? [{ write: { Update: countOwn(use, user.customerId, -1) } }] : []),
  ]);
  return [...each, ...giveFirstOrderBack(uses, user.customerId)];
}
