import { Person } from '../clients/person.ts';
import type { Alteration } from '../contract.ts';
import { Random } from '../world/random.ts';
import type { Simulation } from '../world/simulation.ts';
import type { FateOf } from '../world/wire.ts';

/** What a scenario plays on. */
export class Stage {
  readonly simulation: Simulation;
  readonly seed: number;
  /** Whether nothing fails in this run. */
  readonly isCalm: boolean;
  /** Draws what the scenario does. */
  readonly random: Random;
  /** SKUs for sale. */
  readonly skus: string[] = [];
  /** SKUs of orders that are larger than one transaction. */
  readonly many: string[] = [];
  /** Coupon codes that somebody may have. */
  readonly coupons: string[] = [];
  /** Promotions that are bought in groups, with the groups that somebody told others of. */
  readonly groups: { promotionId: string; groupIds: string[] }[] = [];
  /** Places that goods are at; `main` first. */
  readonly locations: string[] = ['main'];
  /** Orders that wait at the counter for whoever shows the code. */
  readonly pickups: { orderId: string; code: string }[] = [];
  /** Returns on their way back to us. */
  readonly returns: { returnId: string; lines: { sku: string; quantity: number }[] }[] = [];
  /** Messages that cannot be processed. */
  readonly poison = new Set<string>();
  /** Counters of the stock that nobody of us altered. */
  readonly altered: Alteration[] = [];
  /** When clients begin nothing new; virtual milliseconds. */
  closesAt = 0;
  openMs = 0;
  readonly #people: Person[] = [];

  constructor(simulation: Simulation, seed: number, isCalm = false) {
    this.simulation = simulation;
    this.seed = seed;
    this.isCalm = isCalm;
    this.random = new Random(seed, 'scenario');
  }

  /** Somebody new, with chances of their own. */
  person(id: string, roles: readonly string[] = ['customer'], tokenSeconds?: number): Person {
    const random = new Random(this.seed, `person ${id}`);
    const person = new Person(this.simulation, { id, roles, random, ...(tokenSeconds && { tokenSeconds }) });
    this.#people.push(person);
    return person;
  }

  /** Starts what somebody does; a mistake in the script ends the run as a violation. */
  play(script: Promise<void>): void {
    script.catch((error: unknown) => this.simulation.core.fail('script', error));
  }

  /** Who still waits for what. */
  waiting(): string[] {
    return this.#people.flatMap(({ waiting }) => [...waiting]);
  }
}

/** A kind of run: how the shop is set up, and who does what in it. */
export interface Scenario {
  name: string;
  /** Settings of the functions that differ, drawn per seed. */
  settings?(random: Random): Record<string, string>;
  /** When the virtual time begins. */
  start?(random: Random): number;
  /** Whether DynamoDB has the limits of its partitions, and transactions that meet. */
  isLimited?: boolean;
  /** How strong faults are: 1 as drawn, 0 none. */
  strength?: number;
  /** Whether nothing fails but what heals by itself: then no answer may be a fault. */
  isCalm?: boolean;
  /** Decides single calls' fates while everybody plays, instead of chance. */
  fateOf?(stage: Stage): FateOf;
  /** Makes the shop; without faults. */
  open(stage: Stage): Promise<void>;
  /** Starts everybody. */
  play(stage: Stage): void;
  /** How long faults last, and how long it may take to come to rest; virtual milliseconds. */
  faultMs: number;
  quietMs: number;
}
