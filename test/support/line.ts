import type { Person } from './buyer.ts';
import { place } from './orders.ts';

/** How a buyer came out of a line, as a test reads it. */
export interface Admitted {
  status: string;
  href: string;
  place?: number;
  order?: {
    orderId: string;
    status: string;
    total: number;
    payment: { status: string; clientParams?: Record<string, string> };
  };
  problem?: { code: string; errors?: { path: string }[] };
}

/** Sells a SKU to a line of buyers from now on. */
export async function toSale(staff: Person, sku: string, rule: object = {}): Promise<void> {
  const always = { from: '2026-01-01T00:00:00Z', to: '2090-01-01T00:00:00Z' };
  const { status, body } = await staff.send('PUT', `/v1/admin/hot-skus/${sku}`, { ...always, ...rule });
  if (status !== 200) throw new Error(`not for sale in turn: ${JSON.stringify(body)}`);
}

const isDecided = ({ status, order, problem }: Admitted) =>
  problem !== undefined || (status === 'admitted' && order !== undefined && order.status !== 'CHARGING');

/** Between two looks: whoever looks all the time keeps the platform from the work that he waits for. */
const PAUSE_MS = 150;

/** Looks until he is told; his place must never grow meanwhile. */
export async function settled(buyer: Person, before: Admitted, until?: string): Promise<Admitted> {
  let last = before;
  for (let look = 0; look < 400; look += 1) {
    const { status, body } = await buyer.send('GET', before.href);
    if (status !== 200) throw new Error(`cannot see how he stands: ${status}`);
    const now = body as Admitted;
    if ((now.place ?? 0) > (last.place ?? Infinity)) throw new Error(`place ${last.place} became ${now.place}`);
    last = now;
    if (until ? now.order?.status === until : isDecided(now)) return now;
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  throw new Error(`never told: ${JSON.stringify(last)}`);
}

/** Joins a line and waits for the end. A refusal at once is an end, too. */
export async function stand(buyer: Person, key: string, body: object): Promise<Admitted> {
  const reply = await place(buyer, key, body);
  if (reply.status === 202) return settled(buyer, reply.body as Admitted);
  const { code } = reply.body as { code: string };
  return { status: code === 'inventory.sold-out' ? 'sold-out' : 'refused', href: '', problem: { code } };
}
