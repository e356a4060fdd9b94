import { round } from '../load/statistics.ts';
import type { ProfileFigures } from '../profile.ts';
import { table } from './table.ts';

const shown = 30;

/** The chapter on where the CPU goes. */
export function profileChapter({ orders, areas }: ProfileFigures): string {
  const rest = areas.slice(shown).reduce((sum, { cpuMs }) => sum + cpuMs, 0);
  const sum = areas.reduce((total, { cpuMs }) => total + cpuMs, 0);
  const share = (cpuMs: number) => round((100 * cpuMs) / sum);
  const rows = areas.slice(0, shown).map(({ thread, area, cpuMs }) => [thread, area, round(cpuMs, 2), share(cpuMs)]);
  return `${orders} orders, 8 in flight: self time of every JavaScript thread of the platform by place in the code. The engine's process and
Node's own threads are not in it, nor what Node does between two pieces of JavaScript; sampling costs some CPU itself. Function code
runs from bundles with source maps, not minified. In all ${round(sum)} ms an order, more than without the profiler (see above), so look at the shares.

${table(['thread', 'place', 'ms/order', '%'], [...rows, ['', 'all other places', round(rest, 2), share(rest)]])}`;
}
