/** Hand-made histories for the tests of the invariants: items in plain values go in, commits and views come out. */
import type { Change, Commit, Exchange, Invariant, InvariantFactory, Item, View } from '../../simulation/contract.ts';

/** An item in plain values; `gone` deletes it. */
export type Put = { pk: string; sk: string; gone?: true } & Record<string, unknown>;

function attribute(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value === 'string') return { S: value };
  if (typeof value === 'number') return { N: String(value) };
  if (typeof value === 'boolean') return { BOOL: value };
  if (value === null) return { NULL: true };
  if (value instanceof Set) return { SS: [...value] };
  if (Array.isArray(value)) return { L: value.map(attribute) };
  return { M: wire(value as Record<string, unknown>) };
}

/** An item as it stands on the wire. */
export function wire(item: Record<string, unknown>): Item {
  return Object.fromEntries(
    Object.entries(item)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, attribute(value)]),
  );
}

/** When hand-made histories begin. */
export const START = Date.parse('2026-11-21T08:00:00.000Z');

/** A history of commits and replies, told to one invariant as it is made. */
export class History {
  readonly violations: string[] = [];
  readonly view: View;
  now = START;
  private readonly invariant: Invariant;
  private readonly tables = new Map<string, Map<string, Item>>();
  private readonly exchanges: Exchange[] = [];
  private sequence = 0;

  constructor(make: InvariantFactory, more: Partial<View> = {}) {
    this.invariant = make();
    const history = this;
    this.view = {
      get now() {
        return history.now;
      },
      get tables() {
        return [...history.tables.keys()];
      },
      itemsOf: (table: string) => history.tables.get(table)?.values() ?? [],
      itemAt: (table: string, pk: string, sk: string) => history.tables.get(table)?.get(`${pk} ${sk}`),
      exchanges: this.exchanges,
      books: { captures: new Map(), refunds: new Map() },
      queues: () => [],
      published: [],
      deliveries: [],
      invocations: [],
      logs: [],
      poison: new Set<string>(),
      altered: [],
      isCalm: false,
      waiting: () => [],
      ...more,
    };
  }

  private note(fault: string | undefined): void {
    if (fault !== undefined) this.violations.push(fault);
  }

  private put(context: string, { gone, ...item }: Put): Change {
    const table = `local-${context}`;
    const items = this.tables.get(table) ?? new Map<string, Item>();
    this.tables.set(table, items);
    const name = `${item.pk} ${item.sk}`;
    const before = items.get(name);
    const after = gone ? undefined : wire(item);
    if (after) items.set(name, after);
    else items.delete(name);
    return { table, key: wire({ pk: item.pk, sk: item.sk }), before, after };
  }

  /** One commit of items by context. */
  commit(items: Record<string, Put[]>, by = 'a-function'): this {
    const changes = Object.entries(items).flatMap(([context, puts]) => puts.map((one) => this.put(context, one)));
    this.sequence += 1;
    const commit: Commit = { at: this.now, sequence: this.sequence, changes, by, clock: this.now };
    this.note(this.invariant.onCommit?.(commit, this.view));
    return this;
  }

  /** Time passes. */
  after(milliseconds: number): this {
    this.now += milliseconds;
    return this;
  }

  /** A request that was answered. */
  reply(exchange: Partial<Exchange>): this {
    const whole: Exchange = {
      id: this.exchanges.length,
      client: 'buyer-1',
      caller: { id: 'cust_1', roles: ['customer'] },
      method: 'POST',
      path: '/v1/orders',
      key: undefined,
      body: {},
      sentAt: this.now,
      repliedAt: this.now,
      replyText: JSON.stringify(exchange.reply ?? {}),
      ...exchange,
    };
    this.exchanges.push(whole);
    if (whole.status !== undefined) this.note(this.invariant.onReply?.(whole, this.view));
    return this;
  }

  /** Everything comes to rest. */
  quiet(): this {
    for (const fault of this.invariant.atQuiet?.(this.view) ?? []) this.note(fault);
    return this;
  }
}
