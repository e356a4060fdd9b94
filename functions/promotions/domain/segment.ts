import type { Instant } from '../../../shared/kernel/time.ts';
import type { Published } from './promotion.ts';

/** The published promotions are kept in so many segments: a publish rewrites one, and who keeps a copy reads one again. */
export const SEGMENTS = 256;

const [FNV_OFFSET, FNV_PRIME] = [2_166_136_261, 16_777_619];

/** The segment of a promotion: always the same one, so that a change of a promotion is a change of one segment. */
export function segmentOf(promotionId: string): number {
  let hash = FNV_OFFSET;
  for (let at = 0; at < promotionId.length; at += 1) hash = Math.imul(hash ^ promotionId.charCodeAt(at), FNV_PRIME);
  return (hash >>> 0) % SEGMENTS;
}

/** A change of what is live: a version that takes the place of the one before, or none any more. */
export interface LiveChange {
  promotionId: string;
  published?: Published;
}

/** Those that ended before `endedBefore` leave with the next change of their segment: no cart can get them any more. */
export function changed(held: readonly Published[], change: LiveChange, endedBefore: Instant): Published[] {
  const others = held.filter(({ promotionId, validTo }) => promotionId !== change.promotionId && validTo > endedBefore);
  return change.published ? [...others, change.published] : others;
}
