/**
 * The payments' table. Access patterns:
 *  1. one payment by id                               pk PAYMENT#<id>   sk PAYMENT
 *  2. a payment with its refunds                      pk PAYMENT#<id>   (all)
 *  3. one refund of a payment                         pk PAYMENT#<id>   sk REFUND#<refund>
 *  4. what is in doubt, by when to ask about it next  gsi1pk IN_DOUBT#<shard>  gsi1sk <due>#<payment>  (keys only)
 *  5. refunds that failed, one or all, by id           gsi1pk FAILED     gsi1sk <refund>               (keys only)
 *  6. a partner's notification, once                  pk SEEN#<who>#<id>  sk SEEN   (shared/platform/seen)
 */
import { Entity } from 'dynamodb-toolbox/entity';
import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import { PutTransaction } from 'dynamodb-toolbox/entity/actions/transactPut';
import { any } from 'dynamodb-toolbox/schema/any';
import { item } from 'dynamodb-toolbox/schema/item';
import { number } from 'dynamodb-toolbox/schema/number';
import { string } from 'dynamodb-toolbox/schema/string';
import { QueryCommand as EntityQuery } from 'dynamodb-toolbox/table/actions/query';
import { DomainError } from '../../shared/kernel/errors.ts';
import { send } from '../../shared/platform/dynamodb.ts';
import { QueryCommand } from '../../shared/platform/dynamodb-commands.ts';
import { contextTable, tableName } from '../../shared/platform/table.ts';
import type { Action } from '../../shared/platform/transaction.ts';
import type { Payment } from './domain/payment.ts';
import type { Refund } from './domain/refund.ts';
import { doubtPartition, doubtShardOf } from './domain/shard.ts';

const PaymentsTable = contextTable('payments');

const doubt = {
  attempts: number().optional(),
  dueAt: string().optional(),
  version: number(),
  changedAt: string(),
  gsi1pk: string().optional(),
  gsi1sk: string().optional(),
};

/** A payment as stored. */
export const PaymentEntity = new Entity({
  name: 'Payment',
  table: PaymentsTable,
  timestamps: false,
  schema: item({
    paymentId: string().key(),
    orderId: string(),
    provider: string(),
    token: string().optional(),
    amount: number(),
    currency: string(),
    status: string().enum('pending', 'charging', 'captured', 'declined', 'closed', 'refunding', 'refunded'),
    refundAsked: number().optional(),
    refundedTotal: number().optional(),
    openedAt: string(),
    ...doubt,
  }),
  computeKey: ({ paymentId }) => ({ pk: `PAYMENT#${paymentId}`, sk: 'PAYMENT' }),
});

/** A refund as stored. */
export const RefundEntity = new Entity({
  name: 'Refund',
  table: PaymentsTable,
  timestamps: false,
  schema: item({
    paymentId: string().key(),
    refundId: string().key(),
    orderId: string(),
    provider: string(),
    amount: number(),
    currency: string(),
    status: string().enum('asked', 'refunded', 'failed'),
    reason: string().enum('cancelled', 'returned', 'late-money', 'goodwill'),
    lines: any(),
    failure: string().optional(),
    askedAt: string(),
    ...doubt,
  }),
  computeKey: ({ paymentId, refundId }) => ({ pk: `PAYMENT#${paymentId}`, sk: `REFUND#${refundId}` }),
});

/** The refusal of a decision on a payment, or on its order, as it was a moment ago. */
export function changedMeanwhile(): DomainError {
  return new DomainError('conflict', 'payments.changed-meanwhile', 'The payment changed meanwhile; look again.');
}

const inDoubt = (dueAt: string | undefined, paymentId: string) =>
  dueAt ? { gsi1pk: doubtPartition(doubtShardOf(paymentId)), gsi1sk: `${dueAt}#${paymentId}` } : {};

/** The write of a payment's next version; `steps` is how many it takes at once. A version written meanwhile refuses it. */
export function putPayment(payment: Payment, steps = 1): Action {
  const before = payment.version - steps;
  const { Put } = PaymentEntity.build(PutTransaction)
    .item({ ...payment, ...inDoubt(payment.dueAt, payment.paymentId) })
    .options({ condition: before === 0 ? { attr: 'paymentId', exists: false } : { attr: 'version', eq: before } })
    .params();
  return { write: { Put }, refused: changedMeanwhile };
}

/** The write of a refund's next version; version 1 must be new, any other follow the one before it. */
export function putRefund(refund: Refund): Action {
  const { paymentId, refundId, version, status, dueAt } = refund;
  const failed = { gsi1pk: 'FAILED', gsi1sk: refundId };
  const { Put } = RefundEntity.build(PutTransaction)
    .item({ ...refund, ...(status === 'failed' ? failed : inDoubt(dueAt, paymentId)) })
    .options({ condition: version === 1 ? { attr: 'refundId', exists: false } : { attr: 'version', eq: version - 1 } })
    .params();
  return { write: { Put }, refused: changedMeanwhile };
}

function plain<Stored extends { gsi1pk?: string; gsi1sk?: string }>(stored: Stored) {
  const { gsi1pk, gsi1sk, ...rest } = stored;
  return rest;
}

/** One payment, or undefined. Strongly consistent. */
export async function findPayment(paymentId: string): Promise<Payment | undefined> {
  const { Item } = await PaymentEntity.build(GetItemCommand).key({ paymentId }).options({ consistent: true }).send();
  return Item && plain(Item);
}

/** One refund, or undefined. Strongly consistent. */
export async function findRefund(paymentId: string, refundId: string): Promise<Refund | undefined> {
  const key = { paymentId, refundId };
  const { Item } = await RefundEntity.build(GetItemCommand).key(key).options({ consistent: true }).send();
  return Item && (plain(Item) as Refund);
}

/** A payment, if there is one, and all its refunds. */
export interface PaymentAccount {
  payment?: Payment;
  refunds: Refund[];
}

/** A payment with its refunds, in one strongly consistent read. */
export async function readAccount(paymentId: string): Promise<PaymentAccount> {
  const { Items = [] } = await PaymentsTable.build(EntityQuery)
    .entities(PaymentEntity, RefundEntity)
    .query({ partition: `PAYMENT#${paymentId}` })
    .options({ consistent: true, maxPages: Number.POSITIVE_INFINITY, showEntityAttr: true })
    .send();
  const found = Items.map(({ entity, ...stored }) => ({ entity, stored: plain(stored) }));
  return {
    payment: found.find(({ entity }) => entity === 'Payment')?.stored as Payment | undefined,
    refunds: found.filter(({ entity }) => entity === 'Refund').map(({ stored }) => stored as Refund),
  };
}

/** Keys of something in doubt: a payment, or one of its refunds. */
export interface DoubtKey {
  paymentId: string;
  refundId?: string;
}

type Values = Record<string, unknown>;

/** Where a page ends. */
export type PageKey = Values | undefined;

function keyOf({ pk, sk }: Values): DoubtKey {
  const paymentId = String(pk).slice('PAYMENT#'.length);
  return sk === 'PAYMENT' ? { paymentId } : { paymentId, refundId: String(sk).slice('REFUND#'.length) };
}

/** How much of a list to read, and from where. */
export type Page = { limit?: number; from?: PageKey };

/** A page of an index partition, by what the sort keys are: what it lists, each with its sort key. */
export async function listed(condition: string, of: string, value: string, { limit, from }: Page = {}) {
  const reply = await send(
    new QueryCommand({
      TableName: tableName('payments'),
      IndexName: 'gsi1',
      KeyConditionExpression: `gsi1pk = :pk AND gsi1sk ${condition} :value`,
      ExpressionAttributeValues: { ':pk': of, ':value': value },
      ...(limit && { Limit: limit }),
      ...(from && { ExclusiveStartKey: from }),
    }),
  );
  const found = ((reply.Items ?? []) as Values[]).map((values) => ({
    key: keyOf(values),
    place: String(values.gsi1sk),
  }));
  return { found, lastKey: reply.LastEvaluatedKey as PageKey };
}
