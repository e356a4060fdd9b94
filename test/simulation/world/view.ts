import type { View } from '../contract.ts';
import type { Simulation } from './simulation.ts';

/** The world as invariants see it. */
export function viewOf(
  simulation: Simulation,
  { waiting, poison, altered, isCalm }: Pick<View, 'waiting' | 'poison' | 'altered' | 'isCalm'>,
): View {
  const { core, store, queues, bus, provider } = simulation;
  return {
    get now() {
      return core.now;
    },
    tables: store.tables,
    itemsOf: (table) => store.itemsOf(table),
    itemAt: (table, pk, sk) => store.itemAt(table, pk, sk),
    exchanges: core.exchanges,
    books: provider,
    queues: () => queues.states(),
    published: bus.published,
    deliveries: queues.deliveries,
    invocations: core.invocations,
    logs: core.logs,
    poison,
    altered,
    isCalm,
    waiting,
  };
}
