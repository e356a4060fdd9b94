import type { Instant } from '../../shared/kernel/time.ts';
import { ledgerOf, type StoredEntry } from './audit-store.ts';
import { physically } from './domain/counting.ts';

/** By how many the units of a SKU at a location changed after `at`, as the ledger tells. Right: Query. */
export async function movedSince(sku: string, locationId: string, at: Instant): Promise<number> {
  const entries: StoredEntry[] = [];
  let from: Record<string, unknown> | undefined;
  do {
    const page = await ledgerOf(sku, { after: `${at}~`, ...(from ? { from } : {}) });
    entries.push(...page.entries);
    from = page.lastKey;
  } while (from);
  return entries.filter((entry) => entry.locationId === locationId).reduce((sum, { by }) => sum + physically(by), 0);
}
