/**
 * GET /v1/admin/promotions/{promotionId}/report: what a promotion brought, beside customers whom chance held out of it, else
 * beside days like its own before it; with intervals, refunds taken off, and what the comparison can say.
 */
import { httpHandler } from '../../shared/platform/http.ts';
import { compared } from './comparing.ts';
import { caveatsOf } from './domain/caveats.ts';
import { folded, totalsOf } from './domain/figures.ts';
import { presentLifts } from './domain/report.ts';
import { getEffectReport as route } from './routes.ts';
import { runOf } from './running.ts';
import { daysOf } from './store.ts';

export const handler = httpHandler(route, async ({ params: { promotionId } }, { now }) => {
  const { span, run, isOver } = await runOf(promotionId, now);
  const { version, holdOut } = span;
  const { comparison, stretch } = await compared(span, run);
  const { totals } = totalsOf(folded(await daysOf(promotionId, stretch)));
  const isCostUnknown = totals.costed < totals.orders;
  const about = { comparison, byChance: holdOut !== undefined, isInPart: !stretch.whole, isOver, isCostUnknown };
  const body = {
    promotionId,
    version,
    from: stretch.from,
    to: stretch.to,
    comparedWith: holdOut === undefined ? 'matched-days' : 'hold-out',
    ...(holdOut === undefined ? {} : { holdOut }),
    treated: comparison.treated,
    control: comparison.control,
    totals,
    lifts: presentLifts(comparison),
    caveats: caveatsOf(about),
  };
  return { status: 200, body };
});
