import { DomainError } from '../../../shared/kernel/errors.ts';
import type { PriceList } from './change.ts';

/** What staff say about a list. */
export type ListDetails = Omit<PriceList, 'listId' | 'changes' | 'version'>;

const FIXED = ['channel', 'locationId', 'tier', 'validFrom', 'validTo', 'priority'] as const;

/**
 * The next version of a list that may not exist yet. Throws invalid `pricing.bad-window`, conflict `pricing.list-in-use` where
 * prices that were approved for some buyers and some time would move to others.
 */
export function reviseList(before: PriceList | undefined, listId: string, details: ListDetails): PriceList {
  if (details.validTo !== undefined && details.validTo <= details.validFrom) {
    throw new DomainError('invalid', 'pricing.bad-window', 'That time is over before it begins.', {
      errors: [{ path: 'validTo', code: 'pricing.bad-window' }],
    });
  }
  const moved = before && before.changes > 0 ? FIXED.filter((field) => before[field] !== details[field]) : [];
  if (moved.length > 0) {
    throw new DomainError('conflict', 'pricing.list-in-use', 'Prices are in the list; make another one.', {
      errors: moved.map((path) => ({ path, code: 'pricing.list-in-use' })),
    });
  }
  return { ...details, listId, changes: before?.changes ?? 0, version: (before?.version ?? 0) + 1 };
}

/** A list as staff see it. */
export function listShown({ changes: _changes, ...list }: PriceList): Omit<PriceList, 'changes'> {
  return list;
}
