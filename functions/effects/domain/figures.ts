import { funderOf } from './effect.ts';
import type { DayPlace } from './place.ts';
import { plus, type Tally } from './tally.ts';

/** What was counted on one day in one channel. */
export interface DayRow extends Pick<DayPlace, 'date' | 'channel'> {
  tally: Tally;
}

/** Rows of the same day and channel added up, in order. */
export function folded(rows: readonly DayRow[]): DayRow[] {
  const byPlace = Map.groupBy(rows, ({ date, channel }) => `${date}#${channel}`);
  return [...byPlace.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, [first, ...rest]]) =>
      first ? [{ ...first, tally: rest.reduce<Tally>((sum, { tally }) => plus(sum, tally), first.tally) }] : [],
    );
}

/** Counters as staff see them. The margin is of those orders alone whose goods' cost was known: `costed` says how many. */
export function figuresOf(tally: Tally) {
  const of = (name: string) => tally[name] ?? 0;
  const funded = Object.entries(tally).flatMap(([counter, amount]) => {
    const funder = funderOf(counter);
    return funder === undefined ? [] : [{ funder, amount }];
  });
  const byFunder = funded.sort((a, b) => (a.funder < b.funder ? -1 : 1));
  return {
    views: of('views'),
    applied: of('applied'),
    orders: of('orders'),
    cancelled: of('cancelled'),
    returned: of('returned'),
    revenue: of('revenue'),
    refunds: of('refunds'),
    net: of('revenue') - of('refunds'),
    discount: byFunder.reduce((sum, { amount }) => sum + amount, 0),
    byFunder,
    shipping: of('shipping'),
    margin: of('margin'),
    costed: of('costed'),
  };
}

/** All days of each channel, and of all channels. */
export function totalsOf(rows: readonly DayRow[]) {
  const total = (some: readonly DayRow[]) =>
    figuresOf(some.reduce<Tally>((sum, { tally }) => plus(sum, tally), {} as Tally));
  const byChannel = Map.groupBy(rows, ({ channel }) => channel);
  return {
    totals: total(rows),
    byChannel: [...byChannel]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([channel, some]) => ({ channel, ...total(some) })),
  };
}
