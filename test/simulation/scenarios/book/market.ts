import type { Stage } from '../stage.ts';
import type { Desk, Says } from './desk.ts';

/** A price that somebody saw elsewhere. */
export const seen = (competitor: string, price: number, observedAt: string, sku = 'A') => ({
  sku,
  competitor,
  price,
  currency: 'CNY',
  observedAt,
});

const tells = (by: Says, observation: object, recorded: number) => () =>
  by('POST /v1/admin/competitor-prices', { observations: [observation] }, { recorded });

/** The shop has heard of A and of B, once each. */
function bothHeard({ simulation: { bus, core } }: Stage): void {
  const alerts = bus.published.filter(({ detailType }) => detailType.startsWith('PriceAlert'));
  const items = alerts.flatMap(({ detail }) => (detail.data as { items: { sku: string }[] }).items);
  const heard = items
    .map(({ sku }) => sku)
    .sort()
    .join();
  if (heard === 'A,B') return;
  const text = `the shop heard of ${heard || 'nothing'}, not of A and B`;
  core.violate({ invariant: 'book', name: 'who is too dear is told of', at: core.now, text });
}

/** What is told twice at the same moment counts once; who is dearer than the market hears of it that night, once. */
export async function watched({ stage, clerk, boss, pause, at, overtake }: Desk): Promise<void> {
  const { schedules } = stage.simulation;
  const same = seen('One', 700, at(-60), 'B');
  await overtake({ by: 'record-competitor-prices' }, tells(clerk, same, 0), tells(boss, same, 1));
  await tells(clerk, seen('Three', 500, at(-60)), 1)();
  await boss('PUT /v1/admin/price-guards', { parity: { percent: 5, maxAgeDays: 30 } });
  // One of the two is told of by day, while the other is looked at by night: both are heard of.
  const night = async () => {
    schedules.wakeNow('watch-parity');
    await pause(20);
  };
  await overtake({ by: 'watch-parity' }, night, tells(clerk, seen('Four', 500, at(-60)), 1));
  await pause(20);
  bothHeard(stage);
  await night();
  bothHeard(stage);
}
