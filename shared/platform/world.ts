import { ulid } from 'ulid';
import type { Instant } from '../kernel/time.ts';
import { type AwsService, callOnce } from './aws-wire.ts';
import { exchange, type OutboundReply, type OutboundRequest } from './exchange.ts';

/**
 * Everything a function takes from outside that is not data: time, ids, waiting, AWS, partners, and what it remembers
 * between invocations. The only place where clocks and randomness are read, so that the simulator can put its own world
 * here.
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
  /** One try of one AWS operation; `callAws` is what functions use. Throws `AwsError`, or the network's error. */
  call(service: AwsService, operation: string, input: unknown): Promise<Record<string, unknown>>;
  /** One HTTP request to a partner. Rejects with the network's error, never on a status. */
  exchange(request: OutboundRequest): Promise<OutboundReply>;
  /** What a warm function remembers between invocations, by name. */
  readonly memory: Map<string, unknown>;
}

const real: World = {
  now: () => new Date().toISOString(),
  newId: () => ulid(),
  random: () => Math.random(),
  sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
  call: callOnce,
  exchange,
  memory: new Map(),
};

let current: World = real;

/** The world the code runs in. */
export const world: World = {
  now: () => current.now(),
  newId: () => current.newId(),
  random: () => current.random(),
  sleep: (milliseconds) => current.sleep(milliseconds),
  call: (service, operation, input) => current.call(service, operation, input),
  exchange: (request) => current.exchange(request),
  get memory() {
    return current.memory;
  },
};

/** What a warm function remembers under `name`, made on first use. Lost whenever the environment is; never shared. */
export function remembered<T extends object>(name: string, make: () => T): T {
  const known = world.memory.get(name) as T | undefined;
  if (known) return known;
  const made = make();
  world.memory.set(name, made);
  return made;
}

/** Puts another world in place (tests and the simulator); call without argument to put the real one back. */
export function replaceWorld(replacement: World = real): void {
  current = replacement;
}
