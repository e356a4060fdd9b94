/**
 * Hears the table's stream, levels with a threshold only. Promise: a level that falls below its threshold is told as StockLow
 * once, and again only after it had recovered.
 */
import { StockLow } from '../../events/inventory/stock-low.v1.ts';
import { announce } from '../../shared/platform/outbox.ts';
import { startRun } from '../../shared/platform/run.ts';
import { AlreadyApplied, applyOnce } from '../../shared/platform/seen.ts';
import { imagesOf, streamHandler } from '../../shared/platform/stream.ts';
import { commit } from '../../shared/platform/transaction.ts';
import { type Fall, fallOf } from './domain/low.ts';
import type { StockLevel } from './domain/stock.ts';

async function tell({ version, ...data }: Fall, eventId: string): Promise<void> {
  const run = startRun(eventId, eventId);
  const name = `${data.sku}#${data.locationId}#${version}`;
  try {
    await commit([
      applyOnce('inventory', 'watch-stock', name, run),
      announce(StockLow, { subject: data.sku, data }, run),
    ]);
  } catch (error) {
    if (!(error instanceof AlreadyApplied)) throw error;
  }
}

export const handler = streamHandler(async (records) => {
  for (const record of records) {
    const { before, after } = imagesOf<StockLevel>(record);
    const fall = fallOf(before, after);
    if (fall) await tell(fall, record.eventID ?? '');
  }
  return {};
});
