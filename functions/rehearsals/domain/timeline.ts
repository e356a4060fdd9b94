import type { Instant } from '../../../shared/kernel/time.ts';

/** A version of a promotion went live, or what was live of it ended. */
export interface Moment {
  promotionId: string;
  version: number;
  what: 'published' | 'stopped';
  at: Instant;
}

/** The versions that were live at an instant, by promotion. `moments` stand in order of time. */
export function liveAt(moments: readonly Moment[], at: Instant): Map<string, number> {
  const live = new Map<string, number>();
  for (const { promotionId, version, what, at: moment } of moments) {
    if (moment > at) break;
    if (what === 'published') live.set(promotionId, version);
    else live.delete(promotionId);
  }
  return live;
}

/** All versions that were live at any time between two instants. */
export function liveBetween(moments: readonly Moment[], from: Instant, to: Instant) {
  const versions = new Map<string, { promotionId: string; version: number }>();
  const add = (promotionId: string, version: number) =>
    versions.set(`${promotionId} ${version}`, { promotionId, version });
  for (const [promotionId, version] of liveAt(moments, from)) add(promotionId, version);
  for (const { promotionId, version, what, at } of moments)
    if (what === 'published' && at >= from && at <= to) add(promotionId, version);
  return [...versions.values()];
}

/** True when something went live or ended between two instants. */
export function isMoving(moments: readonly Moment[], from: Instant, to: Instant): boolean {
  return moments.some(({ at }) => at >= from && at <= to);
}
