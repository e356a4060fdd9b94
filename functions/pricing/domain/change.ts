import type { Channel } from '../../../events/contract.ts';
import { DomainError } from '../../../shared/kernel/errors.ts';
import type { Instant } from '../../../shared/kernel/time.ts';
import type { Finding } from './guard.ts';

/** For whom the prices of a list are. */
export interface Scope {
  channel?: Channel;
  locationId?: string;
  tier?: string;
}

/** A list of prices: for whom, when, and what goes before what. Its prices come by changes. */
export interface PriceList extends Scope {
  listId: string;
  name: string;
  validFrom: Instant;
  validTo?: Instant;
  priority: number;
  /** How many changes brought prices into it; then its scope and time stay as they are. */
  changes: number;
  version: number;
}

/** Some prices that are to hold from a time on. */
export interface Change {
  changeId: string;
  /** The list they belong to; the shop's base prices without it. */
  listId?: string;
  scope: Scope;
  priority: number;
  reason: string;
  entries: { sku: string; price: number }[];
  /** What was asked for. */
  wanted: { from?: Instant; to?: Instant };
  /** What holds: set when it is approved. */
  from?: Instant;
  to?: Instant;
  status: 'draft' | 'approved' | 'reverted' | 'withdrawn';
  findings: Finding[];
  author: string;
  createdAt: Instant;
  /** `guards` where no guard wanted a second person. */
  approvedBy?: string;
  revertedBy?: string;
  revertedAt?: Instant;
  version: number;
}

/** How a change stands at a moment: time alone makes a scheduled one applied, and an applied one ended. */
export type Standing = 'draft' | 'scheduled' | 'applied' | 'ended' | 'reverted' | 'withdrawn';

/** The later of two instants. */
export function laterOf(a: Instant, b: Instant): Instant {
  return a > b ? a : b;
}

/** The time in which prices of a change hold, if it is approved now. Throws `pricing.bad-window`. */
export function windowOf(
  wanted: Change['wanted'],
  list: Pick<PriceList, 'validFrom' | 'validTo'> | undefined,
  now: Instant,
): { from: Instant; to?: Instant } {
  const from = [wanted.from ?? now, list?.validFrom ?? now].reduce(laterOf, now);
  const ends = [wanted.to, list?.validTo].filter((end) => end !== undefined).sort();
  const to = ends[0];
  if (to === undefined) return { from };
  if (to > from) return { from, to };
  throw new DomainError('invalid', 'pricing.bad-window', 'That time is over before it begins.', {
    errors: [{ path: 'to', code: 'pricing.bad-window' }],
  });
}

/** A change that nobody approved yet. It keeps what its list says of scope and priority, which do not change any more. */
export function draft(
  changeId: string,
  asked: Pick<Change, 'listId' | 'reason' | 'entries'> & Change['wanted'],
  list: PriceList | undefined,
  { author, now }: { author: string; now: Instant },
): Change {
  const { listId, reason, entries, from, to } = asked;
  const { channel, locationId, tier, priority = 0 } = list ?? {};
  const scope = { ...(channel && { channel }), ...(locationId && { locationId }), ...(tier && { tier }) };
  const wanted = { ...(from && { from }), ...(to && { to }) };
  const about = { changeId, ...(listId && { listId }), scope, priority, reason, entries, wanted };
  return { ...about, status: 'draft', findings: [], author, createdAt: now, version: 1 };
}

/** Refuses a change that names a SKU twice. Throws invalid `pricing.sku-twice`. */
export function refuseTwice(entries: readonly { sku: string }[]): void {
  const skus = entries.map(({ sku }) => sku);
  const errors = skus.flatMap((sku, at) =>
    skus.indexOf(sku) < at ? [{ path: `entries.${at}.sku`, code: 'pricing.sku-twice' }] : [],
  );
  if (errors.length > 0) {
    throw new DomainError('invalid', 'pricing.sku-twice', 'A change names each SKU once.', { errors });
  }
}

/** A change that holds from its time on. `by` is who said so. */
export function approve(change: Change, by: string, window: { from: Instant; to?: Instant }): Change {
  return { ...change, ...window, status: 'approved', approvedBy: by, version: change.version + 1 };
}

/** Refuses whoever may not approve a change. Throws conflict `pricing.not-a-draft`, forbidden `pricing.four-eyes`. */
export function refuseApproval({ status, author }: Change, by: string): void {
  if (status !== 'draft') throw new DomainError('conflict', 'pricing.not-a-draft', 'The change is not a draft.');
  if (author === by) throw new DomainError('forbidden', 'pricing.four-eyes', 'Somebody else has to approve it.');
}

/** A change that is taken back: a draft is withdrawn, prices that held or were to hold are gone. */
export function revert(change: Change, by: string, now: Instant): Change {
  const status = change.status === 'draft' ? 'withdrawn' : 'reverted';
  return { ...change, status, revertedBy: by, revertedAt: now, version: change.version + 1 };
}

/** True when there is nothing left to take back. */
export function isOver({ status }: Change): boolean {
  return status === 'reverted' || status === 'withdrawn';
}

/** How a change stands now. */
export function standingOf({ status, from = '', to }: Change, now: Instant): Standing {
  if (status !== 'approved') return status;
  if (now < from) return 'scheduled';
  return to !== undefined && to <= now ? 'ended' : 'applied';
}
