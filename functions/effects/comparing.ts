import { localDate } from '../../shared/kernel/time.ts';
import { shop } from '../../shared/platform/env.ts';
import type { Span } from '../promotions/holds.ts';
import { knownDays, matchedDays, type Run, type Stretch, stretchOf, touchedDays } from './domain/calendar.ts';
import { WHOLE_SHOP } from './domain/place.ts';
import { type Comparison, compareDays, compareSides } from './domain/report.ts';
import { buyersOf, daysOf } from './store.ts';

interface Compared {
  comparison: Comparison;
  /** The days that figures are of. */
  stretch: Stretch;
}

async function beside(run: Run, { channels }: Span): Promise<Compared> {
  const stretch = stretchOf(run, shop.timeZone);
  const { treated, blocks } = matchedDays(localDate(run.start, shop.timeZone), stretch);
  const from = blocks.flat().sort()[0] ?? stretch.from;
  const all = await daysOf(WHOLE_SHOP, { from, to: stretch.to });
  const firstKnown = all.map(({ date }) => date).sort()[0];
  const rows = channels ? all.filter(({ channel }) => channels.includes(channel)) : all;
  return { comparison: compareDays(rows, { treated, control: knownDays(blocks, firstKnown) }), stretch };
}

/** Compares a promotion with its hold-out, where it has one, else with days like its own before it. Right: Query. */
export async function compared(span: Span, run: Run): Promise<Compared> {
  const { promotionId, holdOut } = span;
  if (holdOut === undefined) return beside(run, span);
  const stretch = { ...touchedDays(run, shop.timeZone), whole: true };
  return { comparison: compareSides(await buyersOf(promotionId), holdOut), stretch };
}
