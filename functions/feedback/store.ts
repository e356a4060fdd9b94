/**
 * The feedback's table. Access patterns:
 *  1. was this line of an order reviewed      pk ORDER#<order>    sk REVIEWED#<sku>
 *  2. reviews of a product, newest first      pk PRODUCT#<sku>    sk REVIEW#<review>
 *  3. how many gave a product each rating     pk PRODUCT#<sku>    sk SUMMARY
 */
import { Entity } from 'dynamodb-toolbox/entity';
import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import { PutTransaction } from 'dynamodb-toolbox/entity/actions/transactPut';
import { UpdateTransaction } from 'dynamodb-toolbox/entity/actions/transactUpdate';
import { $add } from 'dynamodb-toolbox/entity/actions/update';
import { item } from 'dynamodb-toolbox/schema/item';
import { list } from 'dynamodb-toolbox/schema/list';
import { number } from 'dynamodb-toolbox/schema/number';
import { string } from 'dynamodb-toolbox/schema/string';
import { QueryCommand } from 'dynamodb-toolbox/table/actions/query';
import { contextTable } from '../../shared/platform/table.ts';
import type { Action } from '../../shared/platform/transaction.ts';
import type { Review } from './domain/review.ts';
import type { Histogram } from './domain/summary.ts';

const FeedbackTable = contextTable('feedback');

/** One review. Its id grows with time, so the sort key does too. */
export const ReviewEntity = new Entity({
  name: 'Review',
  table: FeedbackTable,
  timestamps: false,
  schema: item({
    sku: string().key(),
    reviewId: string().key(),
    orderId: string(),
    rating: number(),
    text: string().optional(),
    images: list(string()).optional(),
    publishedAt: string(),
  }),
  computeKey: ({ sku, reviewId }) => ({ pk: `PRODUCT#${sku}`, sk: `REVIEW#${reviewId}` }),
});

/** The mark of a line of an order that was reviewed. */
export const ReviewedLineEntity = new Entity({
  name: 'ReviewedLine',
  table: FeedbackTable,
  timestamps: false,
  schema: item({ orderId: string().key(), sku: string().key(), reviewId: string() }),
  computeKey: ({ orderId, sku }) => ({ pk: `ORDER#${orderId}`, sk: `REVIEWED#${sku}` }),
});

/** How many reviews gave a product one to five stars. */
export const SummaryEntity = new Entity({
  name: 'ReviewSummary',
  table: FeedbackTable,
  timestamps: false,
  schema: item({
    sku: string().key(),
    stars1: number().optional(),
    stars2: number().optional(),
    stars3: number().optional(),
    stars4: number().optional(),
    stars5: number().optional(),
  }),
  computeKey: ({ sku }) => ({ pk: `PRODUCT#${sku}`, sk: 'SUMMARY' }),
});

/** Where a page of a list ends. */
export type PageKey = Record<string, unknown> | undefined;

/** A review with its mark and its place in the summary; refused with `refusal` when the line was reviewed before. */
export function publish(review: Review, refusal: () => Error): Action[] {
  const { orderId, sku, reviewId, rating } = review;
  const mark = ReviewedLineEntity.build(PutTransaction)
    .item({ orderId, sku, reviewId })
    .options({ condition: { attr: 'reviewId', exists: false } })
    .params();
  const entry = ReviewEntity.build(PutTransaction).item(review).params();
  const count = SummaryEntity.build(UpdateTransaction)
    .item({ sku, [`stars${rating}`]: $add(1) })
    .params();
  return [
    { write: { Put: mark.Put }, refused: refusal },
    { write: { Put: entry.Put } },
    { write: { Update: count.Update } },
  ];
}

/** How many reviews of a product gave each rating. */
export async function histogramOf(sku: string): Promise<Histogram> {
  const { Item } = await SummaryEntity.build(GetItemCommand).key({ sku }).send();
  const stars = (rating: 1 | 2 | 3 | 4 | 5) => Item?.[`stars${rating}`] ?? 0;
  return { 1: stars(1), 2: stars(2), 3: stars(3), 4: stars(4), 5: stars(5) };
}

/** A page of a product's reviews, newest first. */
export async function reviewsOf(sku: string, limit: number, from: PageKey) {
  const { Items, LastEvaluatedKey } = await FeedbackTable.build(QueryCommand)
    .entities(ReviewEntity)
    .query({ partition: `PRODUCT#${sku}`, range: { beginsWith: 'REVIEW#' } })
    .options({ limit, reverse: true, ...(from ? { exclusiveStartKey: from } : {}) })
    .send();
  return { reviews: (Items ?? []) as Review[], lastKey: LastEvaluatedKey as PageKey };
}
