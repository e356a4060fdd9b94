/**
 * The referrals' table. Access patterns:
 *  1. whose a code is                         pk CODE#<code>              sk CODE
 *  2. a customer's code of a programme        pk CUSTOMER#<customer>      sk CODE#<promotion>
 *  3. how many rewards he has of it           pk CUSTOMER#<customer>      sk REWARDS#<promotion>
 *  4. who brought a customer                  pk BROUGHT#<customer>       sk REFERRAL
 *  5. whom a customer brought, newest first   gsi1pk REFERRER#<customer>  gsi1sk <at>#<order>
 */
import { DomainError } from '../../shared/kernel/errors.ts';
import { batchGet, type Found, type ItemKey } from '../../shared/platform/batch-get.ts';
import { send } from '../../shared/platform/dynamodb.ts';
import { QueryCommand } from '../../shared/platform/dynamodb-commands.ts';
import { tableName } from '../../shared/platform/table.ts';
import type { Action } from '../../shared/platform/transaction.ts';
import { notFirst, type Referral, type ReferralCode } from './domain/referral.ts';

const TableName = () => tableName('referrals');

const keyOf = (pk: string, sk: string): ItemKey => ({ table: TableName(), pk, sk });

/** The key of whose a code is. */
export const codeKey = (code: string): ItemKey => keyOf(`CODE#${code}`, 'CODE');

/** The key of a customer's code of a programme. */
export const ownCodeKey = (customerId: string, promotionId: string): ItemKey =>
  keyOf(`CUSTOMER#${customerId}`, `CODE#${promotionId}`);

/** The key of how many rewards a customer has of a programme. */
export const rewardsKey = (customerId: string, promotionId: string): ItemKey =>
  keyOf(`CUSTOMER#${customerId}`, `REWARDS#${promotionId}`);

/** The key of who brought a customer. */
export const referralKey = (customerId: string): ItemKey => keyOf(`BROUGHT#${customerId}`, 'REFERRAL');

const itemKey = ({ pk, sk }: ItemKey) => ({ pk, sk });

const changed = () => new DomainError('conflict', 'referrals.changed-meanwhile', 'It changed meanwhile; try again.');

/** The writes of a customer's code: one a programme. Refused when he gets one elsewhere. Right: PutItem. */
export function putCode(own: ReferralCode): Action[] {
  const { code, promotionId, referrerId } = own;
  const put = (key: ItemKey): Action => {
    const Item = { ...itemKey(key), _et: 'ReferralCode', ...own };
    const Put = { TableName: TableName(), Item, ConditionExpression: 'attribute_not_exists(pk)' };
    return { write: { Put }, refused: changed };
  };
  return [put(ownCodeKey(referrerId, promotionId)), put(codeKey(code))];
}

/** The referrals of customers, of those who were brought by somebody. Strongly consistent. Right: BatchGetItem. */
export async function referralsOf(customerIds: readonly string[]): Promise<Referral[]> {
  const keys = [...new Set(customerIds)].map(referralKey);
  const found = await batchGet(keys);
  return keys.flatMap((key) => referralIn(found, key) ?? []);
}

/** A referral among what was read. */
export function referralIn(found: Found, key: ItemKey): Referral | undefined {
  return found.get(key)?.referral as Referral | undefined;
}

/**
 * The write of a new referral, in the commit of its order. `before` is one of an order that came to nothing, whose place it
 * takes. Refused with conflict `referrals.not-first-order` when another order came first. Right: PutItem.
 */
export function putReferral(referral: Referral, before: Pick<Referral, 'orderId'> | undefined): Action {
  const { customerId, referrerId, referredAt, orderId } = referral;
  const index = { gsi1pk: `REFERRER#${referrerId}`, gsi1sk: `${referredAt}#${orderId}` };
  const Item = { ...itemKey(referralKey(customerId)), _et: 'Referral', orderId, referral, ...index };
  const condition = before
    ? {
        // It may be forgotten by now: its order came to nothing, and whoever settles referrals heard of that meanwhile.
        ConditionExpression: 'attribute_not_exists(pk) OR (orderId = :before AND referral.#state = :waiting)',
        ExpressionAttributeNames: { '#state': 'state' },
        ExpressionAttributeValues: { ':before': before.orderId, ':waiting': 'waiting' },
      }
    : { ConditionExpression: 'attribute_not_exists(pk)' };
  return { write: { Put: { TableName: TableName(), Item, ...condition } }, refused: notFirst };
}

const asItIs = ({ orderId, state }: Referral) => ({
  ConditionExpression: 'orderId = :orderId AND referral.#state = :state',
  ExpressionAttributeNames: { '#state': 'state' },
  ExpressionAttributeValues: { ':orderId': orderId, ':state': state },
});

/** The write that moves a referral on. Refused with conflict `referrals.changed-meanwhile`. Right: UpdateItem. */
export function moveReferral(before: Referral, next: Partial<Referral>): Action {
  const { ExpressionAttributeValues, ...condition } = asItIs(before);
  const Update = {
    TableName: TableName(),
    Key: itemKey(referralKey(before.customerId)),
    UpdateExpression: 'SET referral = :next',
    ...condition,
    ExpressionAttributeValues: { ...ExpressionAttributeValues, ':next': { ...before, ...next } },
  };
  return { write: { Update }, refused: changed };
}

/** The write that forgets a referral: its order was none. Right: DeleteItem. */
export function removeReferral(before: Referral): Action {
  const Key = itemKey(referralKey(before.customerId));
  return { write: { Delete: { TableName: TableName(), Key, ...asItIs(before) } }, refused: changed };
}

/** A referrer has as many rewards of a programme as he may have. */
export class LimitReached extends Error {}

/** The write that counts a reward. Refused with `LimitReached`. Right: UpdateItem. */
export function countReward({ referrerId, promotionId, maxPerReferrer }: Referral, by: 1 | -1): Action {
  const isLimited = by > 0 && maxPerReferrer !== undefined;
  const Update = {
    TableName: TableName(),
    Key: itemKey(rewardsKey(referrerId, promotionId)),
    UpdateExpression: 'ADD rewarded :by',
    ...(isLimited ? { ConditionExpression: 'attribute_not_exists(pk) OR rewarded < :most' } : {}),
    ExpressionAttributeValues: { ':by': by, ...(isLimited ? { ':most': maxPerReferrer } : {}) },
  };
  return { write: { Update }, refused: () => new LimitReached('as many rewards as there may be') };
}

/** Where a page of referrals ends. */
export type PageKey = Record<string, unknown> | undefined;

/** A page of whom a customer brought, the newest first. Right: Query of gsi1. */
export async function listReferrals(referrerId: string, limit: number, from: PageKey) {
  const { Items, LastEvaluatedKey } = await send(
    new QueryCommand({
      TableName: TableName(),
      IndexName: 'gsi1',
      KeyConditionExpression: 'gsi1pk = :pk',
      ExpressionAttributeValues: { ':pk': `REFERRER#${referrerId}` },
      ScanIndexForward: false,
      Limit: limit,
      ...(from ? { ExclusiveStartKey: from } : {}),
    }),
  );
  const items = (Items ?? []) as unknown as { referral: Referral }[];
  return { referrals: items.map(({ referral }) => referral), lastKey: LastEvaluatedKey as PageKey };
}
