import type { Person } from '../buyer.ts';
import type { Ledger, Span } from './ledger.ts';

/** Who changes promotions while others buy. */
export interface Editing {
  staff: Person;
  ledger: Ledger;
  sku: string;
  /** True while it goes on. */
  isOn(): boolean;
  /** Waits for the turn of the next publish or stop. */
  turn(): Promise<void>;
  count(): void;
}

const YEARS = { validFrom: '2020-01-01T00:00:00.000Z', validTo: '2090-01-01T00:00:00.000Z' };

const definition = (sku: string, layer: string, amount: number) => ({
  ...YEARS,
  name: `${layer} ${amount}`,
  kind: 'amount-off',
  layer,
  effect: { amount },
  scope: { skus: [sku] },
});

async function change({ staff }: Editing, method: string, path: string, body?: unknown): Promise<string> {
  const reply = await staff.send(method, `/v1/admin/promotions${path}`, body);
  if (reply.status >= 300) throw new Error(`${method} ${path}: ${JSON.stringify(reply.body)}`);
  return (reply.body as { promotionId: string }).promotionId;
}

type Version = Pick<Span, 'promotionId' | 'amount' | 'window'>;

/** Publishes a version; the one that it takes the place of goes at the same moment. */
async function publish(editing: Editing, version: Version, replaced?: Span): Promise<Span> {
  await editing.turn();
  const begun = editing.ledger.begin(version);
  if (replaced) replaced.leaving = begun.asked;
  await change(editing, 'POST', `/${version.promotionId}/publish`);
  begun.live = editing.ledger.now();
  if (replaced) replaced.gone = begun.live;
  editing.count();
  return begun;
}

/** One promotion that is always live, and every moment another version of it: at no time is there none, or two. */
export async function swap(editing: Editing): Promise<void> {
  const { sku } = editing;
  const promotionId = await change(editing, 'POST', '', definition(sku, 'item', 1));
  let live = await publish(editing, { promotionId, amount: 1 });
  for (let amount = 2; editing.isOn(); amount += 1) {
    await change(editing, 'PUT', `/${promotionId}`, definition(sku, 'item', amount));
    live = await publish(editing, { promotionId, amount }, live);
  }
}

/** Promotions of a layer that come and go. */
export const comeAndGo = (layer: string) => async (editing: Editing) => {
  const { ledger, sku } = editing;
  while (editing.isOn()) {
    const promotionId = await change(editing, 'POST', '', definition(sku, layer, 7));
    const span = await publish(editing, { promotionId, amount: 7 });
    await editing.turn();
    span.leaving = ledger.now();
    await change(editing, 'POST', `/${promotionId}/stop`);
    span.gone = ledger.now();
    editing.count();
  }
};

/**
 * Promotions that begin and end by themselves a moment after they are published, one after the other: of two of a layer that
 * are open at once a cart gets one, and the other would be missed.
 */
export async function openAndClose(editing: Editing): Promise<void> {
  let window = { from: 0, to: 0 };
  while (editing.isOn()) {
    const from = Math.max(Date.now() + 100, window.to);
    window = { from, to: from + 400 };
    const times = { validFrom: new Date(window.from).toISOString(), validTo: new Date(window.to).toISOString() };
    const body = { ...definition(editing.sku, 'cross-shop', 3), ...times };
    const promotionId = await change(editing, 'POST', '', body);
    await publish(editing, { promotionId, amount: 3, window });
  }
}
