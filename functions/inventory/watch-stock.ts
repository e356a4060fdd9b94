/**
 * Hears the table's stream, levels with a threshold or with awaited units only. Promise: a level that falls below its threshold
 * is told as StockLow once, and again only after it had recovered; units that somebody waits for are told as StockFreed.
 */
import type { EventContract } from '../../events/contract.ts';
import { StockFreed } from '../../events/inventory/stock-freed.v1.ts';
import { StockLow } from '../../events/inventory/stock-low.v1.ts';
import { announce } from '../../shared/platform/outbox.ts';
import { startRun } from '../../shared/platform/run.ts';
import { AlreadyApplied, applyOnce } from '../../shared/platform/seen.ts';
import { eachRecord, imagesOf, streamHandler } from '../../shared/platform/stream.ts';
import { commit } from '../../shared/platform/transaction.ts';
import { type Fall, type Freed, fallOf, freedOf } from './domain/low.ts';
import type { StockLevel } from './domain/stock.ts';

async function tell(contract: EventContract, { version, ...data }: Fall | Freed, eventId: string): Promise<void> {
  const run = startRun(eventId, eventId);
  const name = `${contract.name}#${data.sku}#${data.locationId}#${version}`;
  try {
    await commit([
      applyOnce('inventory', 'watch-stock', name, run),
      announce(contract, { subject: data.sku, data }, run),
    ]);
  } catch (error) {
    if (!(error instanceof AlreadyApplied)) throw error;
  }
}

export const handler = streamHandler(
  eachRecord(async (record) => {
    const { before, after } = imagesOf<StockLevel>(record);
    const [fall, freed] = [fallOf(before, after), freedOf(before, after)];
    if (fall) await tell(StockLow, fall, record.eventID ?? '');
    if (freed) await tell(StockFreed, freed, record.eventID ?? '');
  }),
);
