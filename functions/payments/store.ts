/**
 * The payments' table. Access patterns:
 *  1. one payment by id                               pk PAYMENT#<id>   sk PAYMENT
 *  2. payments in doubt, longest first                gsi1pk IN_DOUBT   gsi1sk <since>#<id>   (keys only)
 *  3. a partner's notification, once                  pk SEEN#<who>#<id>  sk SEEN   (shared/platform/seen)
 */
import { Entity } from 'dynamodb-toolbox/entity';
import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import { PutTransaction } from 'dynamodb-toolbox/entity/actions/transactPut';
import { item } from 'dynamodb-toolbox/schema/item';
import { number } from 'dynamodb-toolbox/schema/number';
import { string } from 'dynamodb-toolbox/schema/string';
import { DomainError } from '../../shared/kernel/errors.ts';
import { send } from '../../shared/platform/dynamodb.ts';
import { QueryCommand } from '../../shared/platform/dynamodb-commands.ts';
import { contextTable, tableName } from '../../shared/platform/table.ts';
import type { Action } from '../../shared/platform/transaction.ts';
import { isInDoubt, type Payment } from './domain/payment.ts';

/** A payment as stored. */
export const PaymentEntity = new Entity({
  name: 'Payment',
  table: contextTable('payments'),
  timestamps: false,
  schema: item({
    paymentId: string().key(),
    orderId: string(),
    provider: string(),
    token: string().optional(),
    amount: number(),
    currency: string(),
    status: string().enum('pending', 'charging', 'captured', 'declined', 'closed', 'refunding', 'refunded'),
    refundId: string().optional(),
    version: number(),
    openedAt: string(),
    changedAt: string(),
    gsi1pk: string().optional(),
    gsi1sk: string().optional(),
  }),
  computeKey: ({ paymentId }) => ({ pk: `PAYMENT#${paymentId}`, sk: 'PAYMENT' }),
});

/** The refusal of a decision on a payment, or on its order, as it was a moment ago. */
export function changedMeanwhile(): DomainError {
  return new DomainError('conflict', 'payments.changed-meanwhile', 'The payment changed meanwhile; look again.');
}

/** The write of a payment's next version; version 1 must be new, any other follow the one before it. */
export function putPayment(payment: Payment): Action {
  const { paymentId, version, status, changedAt } = payment;
  const doubt = isInDoubt(status) ? { gsi1pk: 'IN_DOUBT', gsi1sk: `${changedAt}#${paymentId}` } : {};
  const { Put } = PaymentEntity.build(PutTransaction)
    .item({ ...payment, ...doubt })
    .options({ condition: version === 1 ? { attr: 'paymentId', exists: false } : { attr: 'version', eq: version - 1 } })
    .params();
  return {
    write: { Put },
    refused: changedMeanwhile,
  };
}

/** One payment, or undefined. Strongly consistent. */
export async function findPayment(paymentId: string): Promise<Payment | undefined> {
  const { Item } = await PaymentEntity.build(GetItemCommand).key({ paymentId }).options({ consistent: true }).send();
  if (!Item) return undefined;
  const { gsi1pk, gsi1sk, ...payment } = Item;
  return payment;
}

/** Ids of payments in doubt since before `instant`, longest first; `limit` at most. */
export async function inDoubtSince(instant: string, limit: number): Promise<string[]> {
  const reply = await send(
    new QueryCommand({
      TableName: tableName('payments'),
      IndexName: 'gsi1',
      KeyConditionExpression: 'gsi1pk = :pk AND gsi1sk < :before',
      ExpressionAttributeValues: { ':pk': 'IN_DOUBT', ':before': instant },
      Limit: limit,
    }),
  );
  return ((reply.Items ?? []) as { pk: string }[]).map(({ pk }) => pk.slice('PAYMENT#'.length));
}
