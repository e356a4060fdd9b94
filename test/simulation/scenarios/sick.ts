import { Random } from '../world/random.ts';
import { lives } from './lives.ts';
import type { Scenario } from './stage.ts';

/** Longer than the shortest visibility that anybody would dare to set. */
const SLOW_MS = 1_500;

/** Small lives in which whoever works for queues and streams often dies over its work, or takes its time. */
export const sick: Scenario = {
  ...lives,
  name: 'sick',
  strength: 0,
  fateOf(stage) {
    const { core, streams, queues } = stage.simulation;
    const random = new Random(stage.seed, 'sick');
    const workers = new Set([...streams.listeners.map(({ functionName }) => functionName), ...queues.fed]);
    return ({ function: name, index }) => {
      if (index > 1 || core.now > stage.closesAt || !workers.has(name)) return undefined;
      if (random.chance(0.25)) return { kind: 'killed', applied: false };
      return random.chance(0.4) ? { kind: 'slow', afterMs: SLOW_MS, lastsMs: SLOW_MS + 5 } : undefined;
    };
  },
};
