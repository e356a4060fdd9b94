/**
 * What the parts of the simulator agree on: what an invariant is told, and what a run of one seed answers. The world
 * (world/) fills a `View`; the invariants (invariants/) read it and share no code with functions/.
 */

/** An item as DynamoDB holds it: attribute values of the wire, `{ S: 'x' }`. Never changed in place. */
export type Item = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** One item that a call changed. */
export interface Change {
  /** The table's whole name: `local-orders`. */
  table: string;
  key: Item;
  before: Item | undefined;
  after: Item | undefined;
}

/** Everything that one call changed at once; a transaction is one. */
export interface Commit {
  /** Virtual milliseconds since 1970, the true time: no environment's skew is in it. */
  at: number;
  sequence: number;
  changes: readonly Change[];
  /** The function that called, by its Lambda's name, and the clock it believed in at the call. */
  by: string;
  clock: number;
}

/** One try of a client, with what it was answered. A client that tries again with the same key makes another. */
export interface Exchange {
  id: number;
  client: string;
  caller: { id: string; roles: readonly string[]; expiresAt?: number } | undefined;
  method: string;
  path: string;
  /** The Idempotency-Key, where one was sent. */
  key: string | undefined;
  body: unknown;
  sentAt: number;
  /** Absent while, and if ever, the client got no reply. */
  repliedAt?: number;
  status?: number;
  /** The reply's body, parsed where it is JSON. */
  reply?: unknown;
  replyText?: string;
  replyHeaders?: Readonly<Record<string, string>>;
}

/** What the payment provider has in its own books. Written by the model of the partner, never by our functions. */
export interface ProviderBooks {
  captures: ReadonlyMap<string, ProviderCapture>;
  refunds: ReadonlyMap<string, ProviderRefund>;
}

/** One payment at the provider, by our payment id. */
export interface ProviderCapture {
  paymentId: string;
  amount: number;
  currency: string;
  status: 'captured' | 'declined' | 'pending';
  at: number;
}

/** One refund at the provider, by our refund id. */
export interface ProviderRefund {
  refundId: string;
  paymentId: string;
  amount: number;
  currency: string;
  at: number;
}

/** An event as the bus took it. */
export interface BusEvent {
  at: number;
  source: string;
  detailType: string;
  detail: Readonly<Record<string, unknown>>;
}

/** One message given to one consumer once. */
export interface Delivery {
  at: number;
  queue: string;
  /** The Lambda's name. */
  consumer: string;
  messageId: string;
  receiveCount: number;
  body: string;
  /** `done`: the queue let go of it; `failed`: it comes again; `lost`: the environment died with it. */
  outcome: 'done' | 'failed' | 'lost';
  /** When its consumer was done with it, or dead. */
  endedAt?: number;
}

/** A queue at this moment. */
export interface QueueState {
  name: string;
  isDeadLetter: boolean;
  messages: readonly { id: string; body: string; receiveCount: number }[];
}

/** One run of a Lambda. */
export interface Invocation {
  id: number;
  function: string;
  /** The Lambda's source file. */
  source: string;
  at: number;
  endedAt?: number;
  outcome?: 'returned' | 'threw' | 'killed' | 'timed-out';
}

/** A counter of the stock that was altered behind everybody's back, so that an audit came by. */
export interface Alteration {
  sku: string;
  locationId: string;
  counter: string;
  from: number;
  to: number;
}

/** What an invariant may look at. Everything is of the virtual world, at the present moment. */
export interface View {
  now: number;
  /** Names of all tables. */
  tables: readonly string[];
  itemsOf(table: string): Iterable<Item>;
  /** The item under `pk` and `sk`. */
  itemAt(table: string, pk: string, sk: string): Item | undefined;
  exchanges: readonly Exchange[];
  books: ProviderBooks;
  queues(): readonly QueueState[];
  /** Every event the bus took, in order. */
  published: readonly BusEvent[];
  deliveries: readonly Delivery[];
  invocations: readonly Invocation[];
  /** Lines that functions logged. */
  logs: readonly string[];
  /** Bodies of messages that the scenario planted as unprocessable. */
  poison: ReadonlySet<string>;
  /** What the scenario altered behind everybody's back. */
  altered: readonly Alteration[];
  /** True where nothing fails: every answer is one of ours, and final. */
  isCalm: boolean;
  /** Clients that have no final answer yet, by name; empty when every one has its own. */
  waiting(): readonly string[];
}

/** What must hold. One object per run, made by an `InvariantFactory`, so it may keep what it has seen. */
export interface Invariant {
  /** Number in invariants.md: `1` to `20`, or a name of its own. */
  id: string;
  name: string;
  /** After every commit; cheap. Throws or answers text when violated. */
  onCommit?(commit: Commit, view: View): string | undefined;
  /** After every reply a client got. */
  onReply?(exchange: Exchange, view: View): string | undefined;
  /** Once, when faults have stopped and everything has come to rest. Answers every violation. */
  atQuiet?(view: View): readonly string[];
}

/** Makes the invariant anew for each run. */
export type InvariantFactory = () => Invariant;

/** Something that does not hold. */
export interface Violation {
  invariant: string;
  name: string;
  at: number;
  text: string;
}

/** What a run of one seed came to. */
export interface RunResult {
  seed: number;
  scenario: string;
  violations: readonly Violation[];
  /** Hash over everything that happened, in order: equal for equal seeds, or the simulator is broken. */
  traceHash: string;
  stats: Readonly<Record<string, number>>;
}
