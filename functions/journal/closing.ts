import { dayAfter } from '../../shared/kernel/time.ts';
import type { Reply } from '../../shared/platform/http.ts';
import { count } from '../../shared/platform/metrics.ts';
import { retryWhenChanged } from '../../shared/platform/retry.ts';
import type { Run } from '../../shared/platform/run.ts';
import { commit, MAX_ACTIONS } from '../../shared/platform/transaction.ts';
import { readOrders } from '../orders/holds.ts';
import { closeDay, type Difference } from './domain/close.ts';
import { allEntries, allTotals } from './reading.ts';
import { PROVIDER, statementAround } from './statement.ts';
import { differencesOf, findClose, putClose, putDifference, type StoredClose } from './store.ts';

const LOOKS = 3;

type Closed = ReturnType<typeof closeDay>;

async function readDay(date: string) {
  const around = { from: dayAfter(date, -1), to: dayAfter(date, 1) };
  // The statement first: what it tells of is booked before the entries are read, or is a difference that heals.
  const statement = await statementAround(date);
  const [entries, totals] = await Promise.all([allEntries(around), allTotals({ from: date, to: date })]);
  const moved = entries.filter((entry) => entry.date === date && entry.movements.length > 0);
  const orders = await readOrders([...new Set(moved.map(({ orderId }) => orderId))]);
  return {
    date,
    entries,
    totals,
    ...(statement ? { statement } : {}),
    provider: PROVIDER,
    orders: new Map(orders.map((order) => [order.orderId, order])),
  };
}

/** Differences belong to one closing: they are written before the close, and nobody sees them until it is there. */
async function write(stored: StoredClose, differences: readonly Difference[]): Promise<void> {
  const puts = differences.map((difference, at) => putDifference(stored, difference, at));
  for (let at = 0; at < puts.length; at += MAX_ACTIONS) await commit(puts.slice(at, at + MAX_ACTIONS));
  await commit([putClose(stored)]);
}

/** Trade goes on while a day of today is read: entries and totals of different moments are read again before anybody cries. */
async function lookUntilCalm(date: string, now: string, version: number, looksLeft = LOOKS - 1): Promise<Closed> {
  const closed = closeDay(await readDay(date), now, version);
  const moving = closed.differences.some(({ kind }) => kind === 'totals-disagree');
  return moving && looksLeft > 0 ? lookUntilCalm(date, now, version, looksLeft - 1) : closed;
}

/**
 * Closes a day, however often: its books against the provider's statement, the orders and its own totals. Throws unavailable
 * `journal.provider-silent`, and then the day stays as it was.
 */
export function close(date: string, run: Run): Promise<StoredClose> {
  return retryWhenChanged(async () => {
    const version = ((await findClose(date))?.close.version ?? 0) + 1;
    const closed = await lookUntilCalm(date, run.now, version);
    const stored = { close: closed.close, closing: run.newId('close') };
    await write(stored, closed.differences);
    if (closed.differences.length > 0) count('CloseDifference', closed.differences.length);
    return stored;
  });
}

/** A reply names at most this many differences. */
const MOST_TOLD = 100;

/** A close with its first differences, as staff see it. */
export async function closeReply(stored: StoredClose): Promise<Reply> {
  return { status: 200, body: { ...stored.close, items: await differencesOf(stored, MOST_TOLD) } };
}
