import type { Instant } from '../../shared/kernel/time.ts';
import { batchGet } from '../../shared/platform/batch-get.ts';
import { tableName } from '../../shared/platform/table.ts';
import type { Definition } from './domain/promotion.ts';
import { knownPromotion } from './known-promotion.ts';
import { versionsOf } from './rehearsing.ts';
import { promotionKey } from './store.ts';

/** For whom and when a promotion runs, or ran: what its effect is judged by. */
export interface Span {
  promotionId: string;
  /** The live version; of a draft and of what was stopped, the newest. */
  version: number;
  validFrom: Instant;
  validTo: Instant;
  stoppedAt?: Instant;
  /** None means all. */
  channels?: readonly string[];
  /** Percent of the customers whom it is kept from. */
  holdOut?: number;
}

/** Those of these ids that are promotions, drafts too. Right: BatchGetItem. */
export async function knownAmong(promotionIds: readonly string[]): Promise<ReadonlySet<string>> {
  const ids = [...new Set(promotionIds)];
  const keyOf = (promotionId: string) => ({ table: tableName('promotions'), ...promotionKey(promotionId) });
  const found = await batchGet(ids.map(keyOf));
  return new Set(ids.filter((promotionId) => found.get(keyOf(promotionId)) !== undefined));
}

/** The span of a promotion. Throws not-found `promotions.unknown`. Rights: GetItem, BatchGetItem. */
export async function spanOf(promotionId: string): Promise<Span> {
  const { version: newest, liveVersion: version = newest, stoppedAt, definition } = await knownPromotion(promotionId);
  const [shown] = version === newest ? [definition] : await versionsOf([{ promotionId, version }]);
  const { validFrom, validTo, scope } = shown ?? (definition as Definition);
  const { channels, holdOut } = scope;
  return {
    promotionId,
    version,
    validFrom,
    validTo,
    ...(stoppedAt ? { stoppedAt } : {}),
    ...(channels ? { channels } : {}),
    ...(holdOut === undefined ? {} : { holdOut }),
  };
}
