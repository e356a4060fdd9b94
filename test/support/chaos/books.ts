import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { TestPlatform } from '../platform.ts';

/** An order as it lies in the table. */
export interface StoredOrder {
  orderId: string;
  status: string;
  version: number;
  total: number;
  holdings: { sku: string; locationId: string; quantity: number }[];
  history: { status: string; event?: string }[];
  payment?: { status: string };
}

interface Capture {
  paymentId: string;
  amount: number;
  status: string;
}

/** Everything the audit reads, from the engine and the files themselves, past all of our own code. */
export interface Books {
  orders: StoredOrder[];
  /** What large orders still have to release or claim, part by part; a dead checkout's parts go back two minutes later. */
  work: { kind: 'release' | 'claim' | 'till'; holdings: StoredOrder['holdings'] }[];
  /** Keys of all commands. */
  commands: Set<string>;
  stock: { sku: string; locationId: string; onHand: number; reserved: number; available: number }[];
  /** Every movement of stock. */
  ledger: { sku: string; locationId: string; by: { onHand?: number; reserved?: number } }[];
  payments: { paymentId: string; orderId: string; status: string; amount: number }[];
  /** The payment provider's own books: its captures, and what it gave back of each, by payment. */
  provider: { captures: Map<string, Capture>; refunded: Map<string, number> };
  /** Ids of the events in every outbox. */
  outbox: string[];
  /** Ids of the events that were published, with their type and subject. */
  published: Map<string, { type: string; subject: string }>;
  /** What lies in every queue, dead-letter queues too. */
  queues: { name: string; messages: number }[];
}

type Item = Record<string, unknown>;
type Scan = { Items: Record<string, never>[]; LastEvaluatedKey?: object };

async function itemsOf(platform: TestPlatform, table: string): Promise<Item[]> {
  const items: Item[] = [];
  let from: object | undefined;
  do {
    const input = { TableName: table, ConsistentRead: true, ...(from ? { ExclusiveStartKey: from } : {}) };
    const page: Scan = await platform.core.engine.link.call<Scan>('Scan', input);
    items.push(...page.Items.map((item) => unmarshall(item)));
    from = page.LastEvaluatedKey;
  } while (from);
  return items;
}

function archived(dataDir: string): Books['published'] {
  const folder = join(dataDir, 'events');
  const lines = readdirSync(folder).flatMap((name) => readFileSync(join(folder, name), 'utf8').split('\n'));
  const published: Books['published'] = new Map();
  for (const line of lines.filter(Boolean)) {
    const { detail } = JSON.parse(line) as { detail: { id: string; type: string; subject: string } };
    published.set(detail.id, detail);
  }
  return published;
}

const ofKind = <Kind>(items: Item[], kind: string) => items.filter(({ _et }) => _et === kind) as Kind[];

const eventIds = (items: Item[]) =>
  ofKind<{ detail: string }>(items, 'Outbox').map(({ detail }) => (JSON.parse(detail) as { id: string }).id);

function providerBooks({ core }: TestPlatform): Books['provider'] {
  const rows = (sql: string) => core.state.database.prepare(sql).all() as Record<string, string | number>[];
  const captures = rows('SELECT paymentId, amount, status FROM provider_captures') as unknown as Capture[];
  const refunds = rows('SELECT paymentId, SUM(amount) AS amount FROM provider_refunds GROUP BY paymentId');
  return {
    captures: new Map(captures.map((capture) => [capture.paymentId, capture])),
    refunded: new Map(refunds.map(({ paymentId, amount }) => [String(paymentId), Number(amount)])),
  };
}

/** Reads the books of a platform that is at rest. */
export async function readBooks(platform: TestPlatform): Promise<Books> {
  const tables = platform.core.blueprint.tables.map(({ name }) => name);
  const all = new Map<string, Item[]>();
  for (const table of tables) all.set(table, await itemsOf(platform, table));
  const of = (context: string) => all.get(`local-${context}`) ?? [];
  return {
    orders: ofKind<{ order: StoredOrder }>(of('orders'), 'Order').map(({ order }) => order),
    commands: new Set(ofKind<{ pk: string }>(of('orders'), 'Command').map(({ pk }) => pk.split('#').at(-1) ?? '')),
    work: ofKind(of('orders'), 'StockWork'),
    stock: ofKind(of('inventory'), 'Stock'),
    ledger: ofKind(of('inventory'), 'StockLedger'),
    payments: ofKind(of('payments'), 'Payment'),
    provider: providerBooks(platform),
    outbox: [...all.values()].flatMap(eventIds),
    published: archived(platform.dataDir),
    queues: platform.core.queues.all().map((queue) => {
      const { visible, inFlight, delayed } = queue.counts();
      return { name: queue.settings.name, messages: visible + inFlight + delayed };
    }),
  };
}
