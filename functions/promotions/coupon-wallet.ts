/** Coupons that customers claimed, in the promotions' table (store.ts, pattern 12). */
import { DomainError } from '../../shared/kernel/errors.ts';
import type { Instant } from '../../shared/kernel/time.ts';
import type { ItemKey } from '../../shared/platform/batch-get.ts';
import { send } from '../../shared/platform/dynamodb.ts';
import { GetCommand, QueryCommand } from '../../shared/platform/dynamodb-commands.ts';
import { tableName } from '../../shared/platform/table.ts';
import type { Action } from '../../shared/platform/transaction.ts';
import type { Definition } from './domain/promotion.ts';
import { liveKey, type PageKey } from './store.ts';
import { couponKey, usesKey } from './usage.ts';

/** A coupon in somebody's hand. */
export interface Claimed {
  code: string;
  promotionId: string;
  customerId: string;
  validTo: Instant;
  claimedAt: Instant;
}

const walletOf = (customerId: string) => `CUSTOMER#${customerId}`;

/** Where what customers get of a promotion now is read in a batch. */
export const liveItem = (promotionId: string): ItemKey => ({ table: tableName('promotions'), ...liveKey(promotionId) });

/** What customers get of a promotion now, or undefined. Strongly consistent. Right: GetItem. */
export async function liveDefinition(promotionId: string): Promise<Definition | undefined> {
  const { Item } = await send(
    new GetCommand({ TableName: tableName('promotions'), Key: liveKey(promotionId), ConsistentRead: true }),
  );
  return (Item as { definition: Definition } | undefined)?.definition;
}

/** Counts a claim under a limit. */
function countClaim(promotionId: string, part: string, most: number, refused: () => Error): Action {
  return {
    write: {
      Update: {
        TableName: tableName('promotions'),
        Key: usesKey(promotionId, part),
        UpdateExpression: 'ADD #claims :one',
        ConditionExpression: 'attribute_not_exists(#claims) OR #claims < :most',
        ExpressionAttributeNames: { '#claims': 'claims' },
        ExpressionAttributeValues: { ':one': 1, ':most': most },
      },
    },
    refused,
  };
}

const overLimit = () =>
  new DomainError('conflict', 'promotions.claim-limit', 'You have claimed this coupon as often as you may.');

const noneLeft = () =>
  new DomainError('conflict', 'promotions.none-left', 'All coupons of this promotion are claimed.');

type Held = Pick<Claimed, 'code' | 'customerId' | 'claimedAt'>;

const inWallet = ({ customerId, claimedAt, code }: Held) => ({
  pk: walletOf(customerId),
  sk: `COUPON#${claimedAt}#${code}`,
});

/** The writes that put a coupon into somebody's hand: it works once, and for nobody else. Right: PutItem. */
export function giveCoupon(given: Claimed): Action[] {
  const { code, promotionId, customerId, validTo, claimedAt } = given;
  const TableName = tableName('promotions');
  const theirs = { claimedBy: customerId, claimedAt };
  const Coupon = { ...couponKey(code), _et: 'Coupon', mode: 'unique', code, promotionId, validTo, ...theirs };
  const Wallet = { ...inWallet(given), _et: 'ClaimedCoupon', ...given };
  return [
    { write: { Put: { TableName, Item: Coupon, ConditionExpression: 'attribute_not_exists(pk)' } } },
    { write: { Put: { TableName, Item: Wallet } } },
  ];
}

/** The coupon that was to be taken back is in an order of its owner. */
export class CouponInUse extends Error {}

/** The writes that take a coupon out of its owner's hand again. Refused with `CouponInUse`. Right: DeleteItem. */
export function takeCouponAway(held: Held): Action[] {
  const TableName = tableName('promotions');
  const Coupon = {
    TableName,
    Key: couponKey(held.code),
    ConditionExpression: 'claimedBy = :owner AND attribute_not_exists(usedBy)',
    ExpressionAttributeValues: { ':owner': held.customerId },
  };
  return [
    { write: { Delete: Coupon }, refused: () => new CouponInUse('the coupon is in use') },
    { write: { Delete: { TableName, Key: inWallet(held) } } },
  ];
}

/** The writes of a claim: the coupon is its claimer's from then on, and within the limits. */
export function claimWrites(claimed: Claimed, { limits, coupon }: Definition): Action[] {
  const { promotionId, customerId } = claimed;
  return [
    countClaim(promotionId, `CLAIMED#${customerId}`, limits?.perCustomer ?? 1, overLimit),
    ...(coupon?.count === undefined ? [] : [countClaim(promotionId, 'CLAIMED', coupon.count, noneLeft)]),
    ...giveCoupon(claimed),
  ];
}

/** A page of a customer's coupons, the newest first. Right: Query on the table. */
export async function couponsOf(customerId: string, limit: number, from: PageKey) {
  const { Items, LastEvaluatedKey } = await send(
    new QueryCommand({
      TableName: tableName('promotions'),
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :coupon)',
      ExpressionAttributeValues: { ':pk': walletOf(customerId), ':coupon': 'COUPON#' },
      ScanIndexForward: false,
      ConsistentRead: true,
      Limit: limit,
      ...(from ? { ExclusiveStartKey: from } : {}),
    }),
  );
  return { coupons: (Items ?? []) as unknown as Claimed[], lastKey: LastEvaluatedKey as PageKey };
}
