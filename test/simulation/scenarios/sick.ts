import type { Item } from '../contract.ts';
import { Random } from '../world/random.ts';
import type { CallSite, Fate } from '../world/wire.ts';
import { lives } from './lives.ts';
import type { Scenario, Stage } from './stage.ts';

/** Longer than the shortest visibility that anybody would dare to set, and than it is waited for a fuller batch then. */
const SLOW = { kind: 'slow', afterMs: 2_500, lastsMs: 2_505 } as const;
const BROKEN = { kind: 'error', applied: false, name: 'broken' } as const;

/** Puts a record before everybody who hears a stream that he dies over: it is given up, and nothing beside it is. */
function lay({ simulation: { streams }, poison }: Stage): void {
  for (const [index, listener] of streams.listeners.entries()) {
    const key = { pk: { S: `DEADLY#${index}` }, sk: { S: 'DEADLY' } } as Item;
    const change = { table: listener.table, key, before: undefined, after: key };
    for (const left of streams.plantDeadly(listener, change, index)) poison.add(left);
  }
}

/** Small lives in which whoever works for queues and streams often dies over its work, takes its time, or does a part of it. */
export const sick: Scenario = {
  ...lives,
  name: 'sick',
  strength: 0,
  play(stage) {
    lay(stage);
    lives.play(stage);
  },
  fateOf(stage) {
    const { core, streams, queues } = stage.simulation;
    const random = new Random(stage.seed, 'sick');
    const followers = new Set(streams.listeners.map(({ functionName }) => functionName));
    const runs = new Map<string, number>();
    const failing = new Set<number>();
    /** The first time whoever hears a queue is slow; the first two whoever hears a stream does a part of its batch, or none. */
    const first = ({ function: name, invocation, label }: CallSite): Fate | undefined => {
      const run = (runs.get(name) ?? 0) + 1;
      runs.set(name, run);
      if (run > (followers.has(name) ? 2 : 1)) return undefined;
      if (!followers.has(name)) return SLOW;
      if (label.endsWith('PutEvents')) return { kind: 'partly' };
      failing.add(invocation);
      return BROKEN;
    };
    return (site) => {
      const { function: name, index, invocation } = site;
      if (core.now > stage.closesAt || !(followers.has(name) || queues.fed.includes(name))) return undefined;
      if (failing.has(invocation)) return BROKEN;
      if (index > 1) return undefined;
      const fate = first(site);
      if (fate) return fate;
      if (random.chance(0.25)) return { kind: 'killed', applied: false };
      return random.chance(0.4) ? SLOW : undefined;
    };
  },
};
