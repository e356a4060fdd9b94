import type { Ask, Person } from '../../clients/person.ts';
import type { Reply } from '../../world/gateway.ts';
import type { Random } from '../../world/random.ts';
import type { Stage } from '../stage.ts';

/** An order that somebody may ask about, his own or another's. */
export interface KnownOrder {
  orderId: string;
  paymentId: string;
}

/** What everybody in the crowd has heard of. */
export class Town {
  readonly stage: Stage;
  readonly orders: KnownOrder[] = [];
  readonly returns: string[] = [];
  readonly transfers: string[] = [];
  readonly promotions: string[] = [];
  readonly parcels: string[] = [];
  /** Codes that buyers were shown, by order. */
  readonly pickupCodes = new Map<string, string>();
  readonly failedRefunds: string[] = [];

  constructor(stage: Stage) {
    this.stage = stage;
  }

  /** A moment so far from now, as clients write it. */
  at(milliseconds: number): string {
    return new Date(this.stage.simulation.core.now + milliseconds).toISOString();
  }

  /** The local day of the shop, so many days from today. */
  day(shift: number): string {
    return this.at(shift * 86_400_000 + 8 * 3_600_000).slice(0, 10);
  }
}

/** Something that people do; two do it at the same time as likely as one. */
export interface Act {
  by: 'buyer' | 'staff';
  /** How often it is done, compared with others. */
  weight?: number;
  /** What is asked now; nothing where there is nothing to ask about. */
  ask(town: Town, random: Random): Ask | undefined;
  /** What the town learns from the answer. */
  hear?(town: Town, reply: Reply, person: Person): void;
}

/** One of the last few: those that something still happens to. */
export function recent<Value>(random: Random, all: readonly Value[]): Value | undefined {
  return all.length === 0 ? undefined : random.pick(all.slice(-5));
}
