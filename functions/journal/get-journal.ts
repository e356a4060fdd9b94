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
  const [{ entries, lastKey }, totals] = await Promise.all([
    pageOfEntries(range, limit, await readCursor(list, cursor)),
    allTotals(range),
  ]);
  const nextCursor = await writeCursor(list, lastKey);
  return { status: 200, body: { items: entries, ...(nextCursor ? { nextCursor } : {}), balances: balancesOf(totals) } };
});
