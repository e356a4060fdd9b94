import type { Instant } from '../../../shared/kernel/time.ts';
import { type Change, standingOf } from './change.ts';
import type { Guards } from './guard.ts';

/** Somebody on the staff. */
export interface Reader {
  id: string;
  roles: readonly string[];
}

/** True for who may see every price before it holds. */
export function mayRead({ readers }: Guards, { id, roles }: Reader): boolean {
  return readers === undefined || roles.includes('admin') || readers.includes(id);
}

/** A change as a reader may see it: its prices are left out as long as they do not hold and he is not told of them. */
export function shownTo(change: Change, reader: Reader, guards: Guards, now: Instant) {
  const { version: _version, findings, entries, ...rest } = change;
  const standing = standingOf(change, now);
  const isPlanned = standing === 'draft' || standing === 'scheduled' || wasNeverShown(change, now);
  const open = !isPlanned || change.author === reader.id || mayRead(guards, reader);
  return {
    ...rest,
    status: standing,
    findings: findings.map(({ sku, code, act }) => ({ sku, code, act })),
    entries: open ? entries : entries.map(({ sku }) => ({ sku })),
  };
}

/** Taken back before anybody could see it: the plan stays a secret. */
function wasNeverShown({ status, from, revertedAt }: Change, now: Instant): boolean {
  if (status === 'withdrawn') return true;
  return status === 'reverted' && (revertedAt ?? now) < (from ?? now);
}
