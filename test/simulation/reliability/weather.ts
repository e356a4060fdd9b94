import type { Delivery, View } from '../contract.ts';
import { type Chapter, scenarioOf } from '../crash-points/chapter.ts';
import type { Laboratory } from '../laboratory.ts';
import { runSeed } from '../run.ts';
import type { FaultKind } from '../world/faults.ts';

/** How bad it is: messages and events come twice, late and in another order, schedules too, and indexes lag. */
const WEATHER: Partial<Record<FaultKind, number>> = {
  'late-delivery': 0.5,
  'duplicate-message': 0.3,
  'duplicate-event': 0.3,
  'failed-entry': 0.1,
  'schedule-twice': 0.5,
  'schedule-late': 0.5,
  'index-lag': 1,
  'skewed-clock': 0.3,
};

/** What a run in bad weather showed. */
export interface Storm {
  chapter: string;
  /** How often each kind of fault struck. */
  faults: Readonly<Record<string, number>>;
  /** Queues, and their consumers, that were given a message or an event twice, and one that was overtaken by a later one. */
  twice: Set<string>;
  overtaken: Set<string>;
  /** Schedules' functions that were woken. */
  functions: Set<string>;
  violations: string[];
}

const eventOf = ({ body }: Delivery): { id: string; at: string } => {
  const { detail } = JSON.parse(body) as { detail?: { id?: string; occurredAt?: string } };
  return { id: detail?.id ?? body, at: detail?.occurredAt ?? '' };
};

function readDeliveries(deliveries: View['deliveries'], storm: Storm): void {
  const seen = new Set<string>();
  const latest = new Map<string, string>();
  for (const delivery of deliveries) {
    const { queue, consumer } = delivery;
    const { id, at } = eventOf(delivery);
    const names = [queue, consumer];
    if (seen.has(`${queue} ${id}`)) for (const name of names) storm.twice.add(name);
    seen.add(`${queue} ${id}`);
    if (at < (latest.get(queue) ?? '')) for (const name of names) storm.overtaken.add(name);
    else latest.set(queue, at);
  }
}

/** Plays a chapter in bad weather. */
export async function playInStorm(
  { code, blueprint, checks }: Laboratory,
  chapter: Chapter,
  seed: number,
): Promise<Storm> {
  const calm = scenarioOf(chapter, () => undefined);
  const scenario: typeof calm = {
    ...calm,
    open(stage) {
      Object.assign(stage.simulation.core.faults.rates, WEATHER);
      return calm.open(stage);
    },
  };
  const result = await runSeed({ seed, scenario, code, blueprint, checks });
  const { core, queues } = result.simulation;
  const storm: Storm = {
    chapter: chapter.name,
    faults: result.faults,
    twice: new Set(),
    overtaken: new Set(),
    functions: new Set(core.invocations.map((run) => run.function)),
    violations: result.violations.map(({ invariant, text }) => `${chapter.name}, storm ${seed}: ${invariant}: ${text}`),
  };
  readDeliveries(queues.deliveries, storm);
  return storm;
}
