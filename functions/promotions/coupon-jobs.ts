/** Issues of many codes, in the promotions' table (store.ts, pattern 11). */
import { DomainError } from '../../shared/kernel/errors.ts';
import type { Instant } from '../../shared/kernel/time.ts';
import { send } from '../../shared/platform/dynamodb.ts';
import { GetCommand, QueryCommand } from '../../shared/platform/dynamodb-commands.ts';
import { tableName } from '../../shared/platform/table.ts';
import { type Action, commit, MAX_ACTIONS } from '../../shared/platform/transaction.ts';
import { type Issue, issuedOf, nextCodes } from './domain/coupon-code.ts';
import type { PageKey } from './store.ts';
import { couponKey } from './usage.ts';

/** An issue of codes that work once each. */
export interface CouponJob extends Issue {
  jobId: string;
  promotionId: string;
  validTo: Instant;
  createdAt: Instant;
}

const jobKey = (jobId: string) => ({ pk: `COUPONS#${jobId}`, sk: 'JOB' });

/** The issue's id is new: one that is there already was begun by this very commit, which came twice. */
class JobBegun extends Error {}

/** Begins a new issue, of which no code is there yet; once, however late the same commit comes again. Right: PutItem. */
export async function beginJob(job: CouponJob): Promise<void> {
  const { jobId, promotionId, createdAt } = job;
  const index = { gsi1pk: `COUPONS#${promotionId}`, gsi1sk: `${createdAt}#${jobId}` };
  const Item = { ...jobKey(jobId), _et: 'CouponJob', ...job, ...index };
  const Put = { TableName: tableName('promotions'), Item, ConditionExpression: 'attribute_not_exists(pk)' };
  try {
    await commit([{ write: { Put }, refused: () => new JobBegun() }]);
  } catch (error) {
    if (!(error instanceof JobBegun)) throw error;
  }
}

/** One issue, or undefined. Strongly consistent. Right: GetItem. */
export async function findJob(jobId: string): Promise<CouponJob | undefined> {
  const { Item } = await send(
    new GetCommand({ TableName: tableName('promotions'), Key: jobKey(jobId), ConsistentRead: true }),
  );
  return Item as CouponJob | undefined;
}

/** A page of a promotion's issues, the newest first. Right: Query on gsi1. */
export async function jobsOf(promotionId: string, limit: number, from: PageKey) {
  const { Items, LastEvaluatedKey } = await send(
    new QueryCommand({
      TableName: tableName('promotions'),
      IndexName: 'gsi1',
      KeyConditionExpression: 'gsi1pk = :pk',
      ExpressionAttributeValues: { ':pk': `COUPONS#${promotionId}` },
      ScanIndexForward: false,
      Limit: limit,
      ...(from ? { ExclusiveStartKey: from } : {}),
    }),
  );
  return { jobs: (Items ?? []) as CouponJob[], lastKey: LastEvaluatedKey as PageKey };
}

/** An issue as staff see it: never its seed, from which all its codes follow. */
export function progressOf(job: CouponJob) {
  const { jobId, promotionId, count, createdAt } = job;
  const issued = issuedOf(job);
  const state = issued === count ? ('done' as const) : ('running' as const);
  return { jobId, promotionId, count, issued, state, createdAt };
}

/** A code of the issue is somebody else's already: in two hundred years it may happen once. */
class CodeTaken extends Error {
  readonly number: number;

  constructor(number: number) {
    super('code taken');
    this.number = number;
  }
}

function changeJob({ jobId, next }: CouponJob, update: string, values: Record<string, unknown>): Action {
  return {
    write: {
      Update: {
        TableName: tableName('promotions'),
        Key: jobKey(jobId),
        UpdateExpression: update,
        ConditionExpression: '#next = :before',
        ExpressionAttributeNames: { '#next': 'next', ...(update.includes('#taken') ? { '#taken': 'taken' } : {}) },
        ExpressionAttributeValues: { ':before': next, ...values },
      },
    },
    refused: () => new DomainError('conflict', 'promotions.changed-meanwhile', 'Somebody else issues these codes.'),
  };
}

/** As many codes as one commit takes, beside the issue's own progress. */
const AT_ONCE = MAX_ACTIONS - 1;

/**
 * Issues the next codes, all of them and their count in one commit, so that there are never more or fewer than the issue says.
 * Throws conflict `promotions.changed-meanwhile` when another worker was first. Rights: PutItem, UpdateItem.
 */
export async function issueNext(job: CouponJob): Promise<CouponJob> {
  const { promotionId, validTo, jobId } = job;
  const { codes, next } = nextCodes(job, AT_ONCE);
  const puts = codes.map(({ code, number }): Action => {
    const Item = { ...couponKey(code), _et: 'Coupon', mode: 'unique', code, promotionId, validTo, jobId };
    const Put = { TableName: tableName('promotions'), Item, ConditionExpression: 'attribute_not_exists(pk)' };
    return { write: { Put }, refused: () => new CodeTaken(number) };
  });
  try {
    await commit([changeJob(job, 'SET #next = :next', { ':next': next }), ...puts]);
    return { ...job, next };
  } catch (error) {
    if (!(error instanceof CodeTaken)) throw error;
    const taken = [...job.taken, error.number];
    await commit([changeJob(job, 'SET #taken = :taken', { ':taken': taken })]);
    return { ...job, taken };
  }
}
