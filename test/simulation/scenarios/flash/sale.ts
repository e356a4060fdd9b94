import type { Invariant } from '../../contract.ts';
import type { Scenario, Stage } from '../stage.ts';
import { type Told, wantOne } from './buyer.ts';

/** How large a sale is. */
export interface SaleSize {
  buyers: number;
  units: number;
  /** The virtual time in which the buyers come. */
  seconds: number;
  /** 1: they come evenly; more: most of them come at the beginning. */
  rush: number;
  /** Sells as any other product is sold, each order a commit of its own: what a line is measured against. */
  isPlain?: boolean;
}

/** A sale as it was watched. */
export interface Sale {
  scenario: Scenario;
  told: Told[];
  /** When each admission was decided, in the store, by its key. */
  decided: Map<string, { at: number; state: string }>;
  /** When the last unit went. */
  endedAt: number | undefined;
  watch(): Invariant;
}

const SKU = 'HOT';
const BODY = { channel: 'web', lines: [{ sku: SKU, quantity: 1 }], payment: { provider: 'sandbox', token: 'approve' } };

async function must(stage: Stage, method: string, path: string, body: unknown): Promise<void> {
  const staff = stage.person(`staff ${path}`, ['staff']);
  const reply = await staff.send({ method, path, body });
  if (reply === undefined || reply.status >= 300)
    throw new Error(`the sale cannot be opened: ${path} ${JSON.stringify(reply)}`);
}

async function open(stage: Stage, { units, isPlain }: SaleSize): Promise<void> {
  const price = { amount: 9_900, currency: 'CNY' };
  await must(stage, 'PUT', `/v1/admin/products/${SKU}`, {
    name: { en: SKU },
    category: 'drop',
    price,
    status: 'active',
  });
  await must(stage, 'POST', '/v1/admin/stock/receipts', {
    sku: SKU,
    locationId: 'main',
    quantity: units,
    reference: 'drop',
  });
  const always = { from: '2020-01-01T00:00:00Z', to: '2090-01-01T00:00:00Z' };
  if (!isPlain) await must(stage, 'PUT', `/v1/admin/hot-skus/${SKU}`, { ...always, perCustomer: 1 });
}

async function come(stage: Stage, told: Told, afterMs: number): Promise<void> {
  const person = stage.person(told.id);
  await person.pause(afterMs);
  await wantOne(person, told, BODY);
}

const textOf = (value: unknown): string => (value as { S?: string; N?: string } | undefined)?.S ?? '';

/** One SKU, far more buyers than units, each of whom wants one. */
export function flashSale(size: SaleSize): Sale {
  const { buyers, seconds, rush } = size;
  const sale: Sale = {
    told: [],
    decided: new Map(),
    endedAt: undefined,
    watch: () => ({
      id: 'flash',
      name: 'the sale is watched',
      onCommit({ at, changes }) {
        for (const { key, before, after } of changes) {
          const state = textOf(after?.state);
          if (textOf(before?.state) === 'waiting' && state !== 'waiting')
            sale.decided.set(textOf(key.pk), { at, state });
          const isStock = textOf(key.pk) === `STOCK#${SKU}` && textOf(key.sk) === 'AT#main';
          if (isStock && (after?.available as { N?: string } | undefined)?.N === '0') sale.endedAt ??= at;
        }
        return undefined;
      },
    }),
    scenario: {
      name: 'flash',
      isLimited: true,
      strength: 0,
      open: (stage) => open(stage, size),
      play(stage) {
        for (let number = 1; number <= buyers; number += 1) {
          const told: Told = { id: `fan-${number}`, asked: 0, at: 0, tookMs: 0, atOnce: false, places: [] };
          sale.told.push(told);
          stage.play(come(stage, told, stage.random.next() ** rush * seconds * 1_000));
        }
      },
      faultMs: seconds * 1_000,
      quietMs: 180_000,
    },
  };
  return sale;
}
