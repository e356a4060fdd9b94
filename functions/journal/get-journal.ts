/** GET /v1/admin/journal: the double entries of some days, oldest first, and what accounts took on those days. */
import { readCursor, writeCursor } from '../../shared/platform/cursor.ts';
import { httpHandler } from '../../shared/platform/http.ts';
import { balancesOf } from './domain/entry.ts';
import { checkRange } from './domain/range.ts';
import { allTotals, pageOfEntries } from './reading.ts';
import { getJournal as route } from './routes.ts';

export const handler = httpHandler(route, async ({ query: { from, to, account, limit, cursor } }) => {
  checkRange(from, to);
  const range = { from, to, ...(account ? { account } : {}) };
  const list = `journal ${from} ${to} ${account ?? ''}`;
  const { from: start = from } = ((await readCursor(list, cursor)) ?? {}) as { from?: string };
  const [{ entries, next }, totals] = await Promise.all([
    pageOfEntries({ ...range, from: start }, limit),
    allTotals(range),
  ]);
  const nextCursor = await writeCursor(list, next === undefined ? undefined : { from: next });
  return { status: 200, body: { items: entries, ...(nextCursor ? { nextCursor } : {}), balances: balancesOf(totals) } };
});
