import { fill, product } from '../../crash-points/shelf.ts';
import type { Desk, Page } from './desk.ts';

const MANY = 210;
const receipt = (reference: string) => ({ sku: 'A', locationId: 'main', quantity: 1, reference });

/** A number changes that nobody changed: whoever looks says so, and who looks again does not say it again. */
async function wrongNumber({ stage, clerk, pause }: Desk): Promise<void> {
  const { store, schedules } = stage.simulation;
  const place = { sku: 'A', locationId: 'main', counter: 'damaged' };
  const alter = (to: number) => store.alter('local-inventory', { pk: 'STOCK#A', sk: 'AT#main' }, place.counter, to);
  stage.altered.push({ ...place, from: alter(3), to: 3 });
  for (const _ of [1, 2]) {
    schedules.wakeNow('audit-stock');
    await pause(20);
  }
  await clerk('GET /v1/admin/stock-audit', undefined, { differences: [{ ...place, stands: 3, recomputed: 0 }] });
  alter(0);
}

/** A long ledger is added up once; not before everything that belongs into it has come. */
export const audits: Page = {
  name: 'audits',
  open: ({ clerk }: Desk) => fill(clerk, ['A'], { main: 1 }),
  async play(desk) {
    const { stage, clerk, pause, later } = desk;
    const { schedules, wire } = stage.simulation;
    await wrongNumber(desk);
    const audit = async () => {
      schedules.wakeNow('audit-stock');
      await pause(20);
    };
    for (let n = 1; n <= MANY; n += 1) await clerk('POST /v1/admin/stock/receipts', receipt(`truck-${n}`));
    // One that is on its way for so long that an audit and a younger one overtake it.
    let isHeldUp = false;
    const slow = { kind: 'slow', afterMs: 1_500, lastsMs: 1_505 } as const;
    wire.fateOf = ({ label, function: name }) => {
      if (isHeldUp || !name.endsWith('receive-stock') || !label.endsWith('TransactWriteItems')) return undefined;
      isHeldUp = true;
      return slow;
    };
    const held = clerk('POST /v1/admin/stock/receipts', receipt('held-up'));
    await pause(0.6);
    await clerk('POST /v1/admin/stock/receipts', receipt('younger'));
    schedules.wakeNow('audit-stock');
    await held;
    await pause(20);
    await audit();
    await clerk('GET /v1/admin/stock-audit', undefined, { entries: MANY + 3, differences: [] });
    await later(0.2, audit);
    await clerk('GET /v1/admin/stock-audit', undefined, { checked: 1, entries: 0, differences: [] });
    await clerk('GET /v1/admin/stock-audit?whole=true', undefined, { entries: MANY + 3, differences: [] });
    // Goods come and go while it looks: that is no difference.
    wire.fateOf = ({ label, function: name }) =>
      name.endsWith('audit-skus') && label.endsWith('Query') ? { kind: 'slow', afterMs: 350, lastsMs: 400 } : undefined;
    const looked = clerk('GET /v1/admin/stock-audit', undefined, { differences: [] });
    for (let n = 1; n <= 40; n += 1) await clerk('POST /v1/admin/stock/receipts', receipt(`busy-${n}`));
    await looked;
    wire.fateOf = () => undefined;
  },
};

/** Who is somebody pays what is for him; what anybody would pay is told beside it. */
export const people: Page = {
  name: 'people',
  open: ({ clerk }: Desk) => fill(clerk, ['A'], { main: 9 }),
  async play({ clerk, buyer, guest, pause }) {
    await clerk('PUT /v1/admin/products/A', product('A'));
    // What every JavaScript object has a member of is no name for anything.
    await clerk('PUT /v1/admin/products/constructor', product('constructor'), 'request.invalid');
    const list = { name: 'Gold', tier: 'gold', validFrom: '2020-01-01T00:00:00Z' };
    await clerk('PUT /v1/admin/price-lists/gold', list, { version: 1 });
    const change = { listId: 'gold', reason: 'book', entries: [{ sku: 'A', price: 1_200 }] };
    await clerk('POST /v1/admin/price-changes', change, { status: 'applied' });
    await clerk('PUT /v1/admin/price-lists/gold', { ...list, priority: 3 }, 'pricing.list-in-use');
    await clerk('PUT /v1/admin/price-lists/gold', { ...list, name: 'Golden' }, { version: 3 });
    await clerk('PUT /v1/admin/customers/buyer/standing', { tier: 'gold' });
    const cart = { channel: 'web', lines: [{ sku: 'A', quantity: 1 }] };
    await buyer('POST /v1/quotes', cart, { total: 1_200, promotions: { anonymousTotal: 1_000 } });
    await guest('POST /v1/quotes', cart, { total: 1_000 });
    await buyer('POST /v1/orders', { ...cart, payment: { provider: 'sandbox', token: 'approve' } }, { total: 1_200 });
    await pause(60);
  },
};
