/** What is kept of a promotion so that its lawfulness can be shown later (store.ts, access patterns 4 and 5). */
import { DomainError } from '../../shared/kernel/errors.ts';
import type { Instant } from '../../shared/kernel/time.ts';
import { send } from '../../shared/platform/dynamodb.ts';
import { GetCommand, QueryCommand } from '../../shared/platform/dynamodb-commands.ts';
import { tableName } from '../../shared/platform/table.ts';
import type { Action } from '../../shared/platform/transaction.ts';
import type { Checked, ComparedIn } from './domain/promotion-check.ts';

const TableName = () => tableName('compliance');

/** What was looked at, when, and with what outcome. Orders are there where their buyer's traits were part of the price. */
export interface Evidence {
  promotionId: string;
  at: Instant;
  what: 'published' | 'started' | 'stopped' | 'personal-price';
  /** Names it among those of the same instant: a version, or an order. */
  id: string;
  version?: number;
  /** The compared prices and what was really paid, in each channel. */
  compared?: ComparedIn[];
  orderId?: string;
  total?: number;
  anonymousTotal?: number;
}

const evidenceOf = (promotionId: string) => `EVIDENCE#${promotionId}`;

/** The write of a piece of evidence; again it changes nothing. */
export function putEvidence(evidence: Evidence): Action {
  const { promotionId, at, what, id } = evidence;
  const Item = { pk: evidenceOf(promotionId), sk: `${at}#${what}#${id}`, _et: 'Evidence', ...evidence };
  return { write: { Put: { TableName: TableName(), Item } } };
}

/** Where a page of evidence ends. */
export type PageKey = Record<string, unknown> | undefined;

/** A page of the evidence of a promotion, the oldest first. Right: Query. */
export async function listEvidence(promotionId: string, limit: number, from: PageKey) {
  const { Items, LastEvaluatedKey } = await send(
    new QueryCommand({
      TableName: TableName(),
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': evidenceOf(promotionId) },
      ConsistentRead: true,
      Limit: limit,
      ...(from ? { ExclusiveStartKey: from } : {}),
    }),
  );
  const items = ((Items ?? []) as unknown as (Evidence & { pk: string; sk: string; _et: string })[]).map(
    ({ pk: _pk, sk: _sk, _et, ...evidence }) => evidence,
  );
  return { items, lastKey: LastEvaluatedKey as PageKey };
}

const beganKey = (promotionId: string) => ({ pk: `PROMOTION#${promotionId}`, sk: 'BEGAN' });

/** When a promotion began, or will by what was published last. Right: GetItem. */
export async function beginningOf(promotionId: string): Promise<Instant | undefined> {
  const { Item } = await send(
    new GetCommand({ TableName: TableName(), Key: beganKey(promotionId), ConsistentRead: true }),
  );
  return (Item as { start: Instant } | undefined)?.start;
}

/** The write of when a promotion begins; what was sold before that is what its prices are compared with. */
export function putBeginning(promotionId: string, start: Instant): Action {
  return { write: { Put: { TableName: TableName(), Item: { ...beganKey(promotionId), _et: 'Began', start } } } };
}

/** A promotion whose compared prices are looked at again when it starts. */
export interface Start {
  promotionId: string;
  version: number;
  start: Instant;
  checked: Pick<Checked, 'channels' | 'comparedPrices'>;
}

const startKey = ({ promotionId, version, start }: Start) => ({
  pk: 'STARTS',
  sk: `${start}#${promotionId}#${version}`,
});

/** The write that has a promotion looked at again when it starts. */
export function putStart(start: Start): Action {
  return { write: { Put: { TableName: TableName(), Item: { ...startKey(start), _et: 'Start', ...start } } } };
}

/** The write that takes a start off the list; refused when somebody else did. */
export function removeStart(start: Start): Action {
  return {
    write: {
      Delete: { TableName: TableName(), Key: startKey(start), ConditionExpression: 'attribute_exists(pk)' },
    },
    refused: () => new DomainError('conflict', 'compliance.start-checked', 'Somebody else looked at this start.'),
  };
}

/** Up to `limit` promotions that have started by now and were not looked at since, the earliest first. Right: Query. */
export async function dueStarts(now: Instant, limit: number): Promise<Start[]> {
  const { Items } = await send(
    new QueryCommand({
      TableName: TableName(),
      KeyConditionExpression: 'pk = :pk AND sk < :after',
      // `$` is the character after `#`: starts of this very instant are in.
      ExpressionAttributeValues: { ':pk': 'STARTS', ':after': `${now}$` },
      ConsistentRead: true,
      Limit: limit,
    }),
  );
  return (Items ?? []) as unknown as Start[];
}
