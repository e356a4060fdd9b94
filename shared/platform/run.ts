import type { Instant } from '../kernel/time.ts';
import { world } from './world.ts';

/** One invocation of a use case: its decision time, its ids and where it came from. */
export interface Run {
  /** The decision time: read once, used for everything this run decides and stores. */
  now: Instant;
  /** A new id, with a prefix that says what it is of: `order_01J...`. Without prefix: bare. */
  newId(prefix?: string): string;
  /** Shared by everything that follows from one request or job. */
  correlationId: string;
  /** Id of the request, event or schedule that led to this run. */
  causationId: string;
}

/** Starts a run now. */
export function startRun(correlationId: string, causationId: string): Run {
  return {
    now: world.now(),
    newId: (prefix) => (prefix ? `${prefix}_${world.newId()}` : world.newId()),
    correlationId,
    causationId,
  };
}
