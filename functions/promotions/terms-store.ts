/** The rules that buyers were shown, by version: pk TERMS#<id> sk VERSION#<000001>. Written once, when the version goes live. */
import type { Instant } from '../../shared/kernel/time.ts';
import { send } from '../../shared/platform/dynamodb.ts';
import { QueryCommand } from '../../shared/platform/dynamodb-commands.ts';
import { tableName } from '../../shared/platform/table.ts';
import type { Action } from '../../shared/platform/transaction.ts';
import type { Localised, Promotion } from './domain/promotion.ts';
import { versionKey } from './store.ts';

/** What buyers may read of a version. */
export interface TermsShown {
  version: number;
  name: string | Localised;
  terms?: Localised;
  validFrom: Instant;
  validTo: Instant;
  publishedAt: Instant;
}

const keyOf = (promotionId: string, version: number) => ({
  pk: `TERMS#${promotionId}`,
  sk: versionKey(promotionId, version).sk,
});

/** The write of what a version says to its buyers. */
export function putTerms({ promotionId, version, definition }: Promotion, now: Instant): Action {
  const { name, terms, validFrom, validTo } = definition;
  const shown: TermsShown = { version, name, ...(terms ? { terms } : {}), validFrom, validTo, publishedAt: now };
  const Item = { ...keyOf(promotionId, version), _et: 'TermsShown', shown };
  return { write: { Put: { TableName: tableName('promotions'), Item } } };
}

/** So many versions are told; of an older one who knows its number. */
const MOST_TOLD = 50;

/** The versions that went live, the newest first, or the one asked for. Right: Query. */
export async function termsShown(promotionId: string, version?: number): Promise<TermsShown[]> {
  const { pk, sk } = keyOf(promotionId, version ?? 0);
  const { Items } = await send(
    new QueryCommand({
      TableName: tableName('promotions'),
      KeyConditionExpression: version === undefined ? 'pk = :pk' : 'pk = :pk AND sk = :sk',
      ExpressionAttributeValues: { ':pk': pk, ...(version === undefined ? {} : { ':sk': sk }) },
      ScanIndexForward: false,
      Limit: MOST_TOLD,
      ConsistentRead: true,
    }),
  );
  return ((Items ?? []) as { shown: TermsShown }[]).map(({ shown }) => shown);
}
