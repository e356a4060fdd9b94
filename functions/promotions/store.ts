/**
 * The promotions' table. Access patterns:
 *  1. one promotion with its newest version   pk PROMOTION#<id>  sk PROMOTION
 *  2. one version of it, as it was            pk PROMOTION#<id>  sk VERSION#<000001>
 *  3. all promotions by age, in pages         gsi1pk PROMOTIONS  gsi1sk <createdAt>#<id>
 *  4. the live version of a promotion         pk PUBLISHED       sk <id>
 *  5. the version of all live ones together   pk HEAD            sk HEAD | SEGMENTS
 *  6. the promotion of a coupon code          pk COUPON#<code>   sk COUPON
 *  7. a limited promotion: its account, hours,  pk USES#<id>       sk ACCOUNT | HOUR#<hour> | CUSTOMER#<id> | CLAIMED[#<id>]
 *     customers, and its account's shards      pk USES#<id>#<00>  sk SHARD;  all accounts: gsi1pk ACCOUNTS
 *  8. what an order used                      pk ORDER#<id>      sk USE#<promotion id>
 *  9. the live ones, packed                   pk SEGMENT#<000>   sk PART#<00>
 * 10. the rules that buyers were shown           pk TERMS#<id>     sk VERSION#<000001>
 * 11. an issue of many codes                  pk COUPONS#<job>   sk JOB;  of a promotion: gsi1pk COUPONS#<id>
 * 12. a customer's coupons, newest last       pk CUSTOMER#<id>   sk COUPON#<claimed>#<code>
 * 13. wrong codes somebody tried              pk GUESSES#<who>   sk <hour>
 * 5 and 9 stand in segments.ts, 10 in terms-store.ts, 6 to 8 in usage.ts: codes and counters are written by plain updates.
 */
import { Entity } from 'dynamodb-toolbox/entity';
import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import { DeleteTransaction } from 'dynamodb-toolbox/entity/actions/transactDelete';
import { PutTransaction } from 'dynamodb-toolbox/entity/actions/transactPut';
import { any } from 'dynamodb-toolbox/schema/any';
import { item } from 'dynamodb-toolbox/schema/item';
import { number } from 'dynamodb-toolbox/schema/number';
import { string } from 'dynamodb-toolbox/schema/string';
import { QueryCommand } from 'dynamodb-toolbox/table/actions/query';
import { contextTable } from '../../shared/platform/table.ts';
import type { Action } from '../../shared/platform/transaction.ts';
import type { Promotion } from './domain/promotion.ts';

const PromotionsTable = contextTable('promotions');

const VERSION_DIGITS = 6;

/** The key of a promotion with its newest version. */
export const promotionKey = (promotionId: string) => ({ pk: `PROMOTION#${promotionId}`, sk: 'PROMOTION' });

/** A promotion with its newest version. */
const PromotionEntity = new Entity({
  name: 'Promotion',
  table: PromotionsTable,
  timestamps: false,
  schema: item({
    promotionId: string().key(),
    version: number(),
    liveVersion: number().optional(),
    stoppedAt: string().optional(),
    revision: number(),
    createdAt: string(),
    definition: any(),
    gsi1pk: string(),
    gsi1sk: string(),
  }),
  computeKey: ({ promotionId }) => promotionKey(promotionId),
});

/** The key of one version of a promotion. */
export function versionKey(promotionId: string, version: number) {
  return { pk: `PROMOTION#${promotionId}`, sk: `VERSION#${String(version).padStart(VERSION_DIGITS, '0')}` };
}

/** One version of a promotion's definition; never changed. */
const VersionEntity = new Entity({
  name: 'PromotionVersion',
  table: PromotionsTable,
  timestamps: false,
  schema: item({ promotionId: string().key(), version: number().key(), definition: any() }),
  computeKey: ({ promotionId, version }) => versionKey(promotionId, version),
});

/** The key of what customers get of a promotion now. */
export const liveKey = (promotionId: string) => ({ pk: 'PUBLISHED', sk: promotionId });

/** The live version of a promotion. */
const PublishedEntity = new Entity({
  name: 'PublishedPromotion',
  table: PromotionsTable,
  timestamps: false,
  schema: item({ promotionId: string().key(), version: number(), definition: any() }),
  computeKey: ({ promotionId }) => liveKey(promotionId),
});

/** Where a page of a list ends. */
export type PageKey = Record<string, unknown> | undefined;

/** One promotion, or undefined. Strongly consistent. */
export async function findPromotion(promotionId: string): Promise<Promotion | undefined> {
  const { Item } = await PromotionEntity.build(GetItemCommand)
    .key({ promotionId })
    .options({ consistent: true })
    .send();
  return Item as Promotion | undefined;
}

/** The write of a promotion's next revision; refused with `refusal` when somebody else wrote one meanwhile. */
export function putPromotion(promotion: Promotion, refusal: () => Error): Action {
  const { promotionId, revision, createdAt } = promotion;
  const { Put } = PromotionEntity.build(PutTransaction)
    .item({ ...promotion, gsi1pk: 'PROMOTIONS', gsi1sk: `${createdAt}#${promotionId}` })
    .options({
      condition: revision === 1 ? { attr: 'promotionId', exists: false } : { attr: 'revision', eq: revision - 1 },
    })
    .params();
  return { write: { Put }, refused: refusal };
}

/** The write of a new version, kept for good. */
export function putVersion({ promotionId, version, definition }: Promotion): Action {
  const { Put } = VersionEntity.build(PutTransaction).item({ promotionId, version, definition }).params();
  return { write: { Put } };
}

/** The write that makes the newest version the live one. */
export function putPublished({ promotionId, version, definition }: Promotion): Action {
  const { Put } = PublishedEntity.build(PutTransaction).item({ promotionId, version, definition }).params();
  return { write: { Put } };
}

/** The write that ends the live version. */
export function removePublished(promotionId: string): Action {
  return { write: { Delete: PublishedEntity.build(DeleteTransaction).key({ promotionId }).params().Delete } };
}

/** A page of promotions, the newest first. */
export async function listPromotions(limit: number, from: PageKey) {
  const { Items, LastEvaluatedKey } = await PromotionsTable.build(QueryCommand)
    .entities(PromotionEntity)
    .query({ index: 'gsi1', partition: 'PROMOTIONS' })
    .options({ limit, reverse: true, ...(from ? { exclusiveStartKey: from } : {}) })
    .send();
  return { promotions: (Items ?? []) as Promotion[], lastKey: LastEvaluatedKey as PageKey };
}
