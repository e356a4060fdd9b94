/** GET /v1/admin/promotions/{promotionId}/effect: what a promotion did so far, by channel and by day, as it is now. */
import { httpHandler } from '../../shared/platform/http.ts';
import { liveVersionOf } from '../promotions/holds.ts';
import { figuresOf, folded, totalsOf } from './domain/figures.ts';
import { getEffect as route } from './routes.ts';
import { daysOf } from './store.ts';

const [FIRST_DAY, LAST_DAY] = ['0001-01-01', '9999-12-31'];

export const handler = httpHandler(route, async ({ params: { promotionId }, query }) => {
  const { from = FIRST_DAY, to = LAST_DAY } = query;
  await liveVersionOf(promotionId);
  const rows = from > to ? [] : await daysOf(promotionId, { from, to });
  const days = folded(rows);
  const byDay = days.map(({ date, channel, tally }) => ({ date, channel, ...figuresOf(tally) }));
  return { status: 200, body: { promotionId, ...totalsOf(days), byDay } };
});
