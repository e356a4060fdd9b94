import { round } from '../load/statistics.ts';
import { type PromotionFigures, promotionBounds } from '../promotions.ts';
import { table } from './table.ts';

/** The chapter on promotions that run beside those of a cart. */
export function promotionsChapter({ evaluations, storewide, snapshot }: PromotionFigures): string {
  const rows = evaluations.map((each) => [
    each.promotions,
    each.cpuMs,
    each.plainLoopCpuMs,
    round(each.plainLoopCpuMs / each.cpuMs),
    each.discountsPerCart,
    each.compileMs,
    each.patchMs,
  ]);
  const hard = storewide.map((each) => [
    each.lines,
    each.perLine,
    each.cpuMs,
    each.p99CpuMs,
    each.exact,
    each.mostBound,
  ]);
  const [eligible = 0] = evaluations.map((each) => each.eligible);
  const { promotions, jsonMb, storedMb, items, largestItemKb, loadMs, loadCalls, indexMs, heapMb } = snapshot;
  const { refreshMs, refreshCalls, publishMs } = snapshot;
  return `400 carts of 20 lines out of 2,000 SKUs, with exactly ${eligible} eligible promotions each, whatever else runs: in equal parts percent-off,
amount-off, fixed-price, flash-sale, buy-x-get-y, threshold-off and bundle, for one to three SKUs each; of ten, four are for a store, two for a
tier, two for a channel, one for a creator, one for everybody. An evaluation finds the best legal combination and explains it. The plain
loop shows every cart to a closure of each promotion, one after the other; it looks for no combination and explains nothing.

${table(['promotions', 'CPU ms', 'plain loop CPU ms', 'times faster', 'discounts a cart', 'compile all ms', 'take over one publish ms'], rows)}

Bounds at ${promotionBounds.many} promotions: ${promotionBounds.timesFaster} times faster than the plain loop, at most ${promotionBounds.timesSlower} times slower than at ${promotionBounds.few}.

The hard case: a cart with one, two or three percentages for each of its lines, of which one can win, below two storewide thresholds, a gift and free shipping from
steps on. Which of them to leave out so that a step is still reached is searched; where the search is ended early, the answer names the most that a
better combination could save.

${table(['lines', 'percentages a line', 'CPU ms', 'p99 CPU ms', 'searched to the end %', 'most that could be saved else, minor units'], hard)}

A snapshot of ${promotions} promotions on the real engine: ${jsonMb} MB as JSON, ${storedMb} MB stored in ${items} items, the largest of ${largestItemKb} KB. A function that
knows nothing yet loads it in ${loadMs} ms with ${loadCalls} calls, makes the index of the hour in ${indexMs} ms, and holds ${heapMb} MB. The next publish is written in
${publishMs} ms; a warm function takes it over in ${refreshMs} ms with ${refreshCalls} calls.`;
}
