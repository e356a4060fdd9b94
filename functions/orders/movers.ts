import type { Run } from '../../shared/platform/run.ts';
import type { Mover } from './domain/life.ts';

/** Who moves an order in this run, telling of it by which event. */
export function moverOf(actor: string, run: Run, event?: string): Mover {
  return { actor, at: run.now, correlationId: run.correlationId, ...(event ? { event } : {}) };
}
