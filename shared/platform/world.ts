import { ulid } from 'ulid';
import type { Instant } from '../kernel/time.ts';

/**
 * Everything a function takes from outside that is not data: time, ids, waiting. The only place where clocks and
 * randomness are read, so that the simulator can put its own world here.
 */
export interface World {
  /** The current instant. */
  now(): Instant;
  /** A new unique id, sortable by time. */
  newId(): string;
  /** A number in [0, 1) for jitter, never for anything that must be unguessable. */
  random(): number;
  /** Waits. */
  sleep(milliseconds: number): Promise<void>;
}

const real: World = {
  now: () => new Date().toISOString(),
  newId: () => ulid(),
  random: () => Math.random(),
  sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
};

let current: World = real;

/** The world the code runs in. */
export const world: World = {
  now: () => current.now(),
  newId: () => current.newId(),
  random: () => current.random(),
  sleep: (milliseconds) => current.sleep(milliseconds),
};

/** Puts another world in place (tests and the simulator); call without argument to put the real one back. */
export function replaceWorld(replacement: World = real): void {
  current = replacement;
}
