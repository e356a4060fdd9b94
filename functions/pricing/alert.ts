import { PriceAlert } from '../../events/pricing/price-alert.v1.ts';
import { announce } from '../../shared/platform/outbox.ts';
import type { Run } from '../../shared/platform/run.ts';
import type { Action } from '../../shared/platform/transaction.ts';

/** What somebody should look at. */
export interface Alerted {
  sku: string;
  code: string;
  gap?: number;
}

/** The event that tells of what was found, if anything was. `subject` is the change, else the SKU it is about. */
export function alertOf(found: readonly Alerted[], subject: { changeId?: string }, run: Run): Action[] {
  const [first] = found;
  if (!first) return [];
  const items = found.map(({ sku, code, gap }) => ({ sku, code, ...(gap === undefined ? {} : { gap }) }));
  return [announce(PriceAlert, { subject: subject.changeId ?? first.sku, data: { ...subject, items } }, run)];
}
