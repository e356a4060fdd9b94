import { groupBuyOf } from '../../../support/groups.ts';
import { fill, orderOf, publish } from '../../crash-points/shelf.ts';
import type { Desk, Page, Says } from './desk.ts';

type Joined = { admissionId: string };

const admitted = { status: 'admitted', order: { status: 'PAID' } };
const barred = { status: 'refused', problem: { code: 'orders.hold-limit' } };

/** Comes into the line for some units; answers how to look how one stands there. */
async function join(who: Says, sku: string, quantity: number): Promise<(wanted: object) => Promise<unknown>> {
  const wish = orderOf(sku, quantity);
  const { admissionId } = (await who('POST /v1/orders', wish, { status: 'waiting' })) as unknown as Joined;
  return (wanted) => who(`GET /v1/admissions/${admissionId}`, undefined, wanted);
}

/** Nobody's goods go back while his order is being made of them, however long that takes. */
async function slowOrder({ stage, buyer, pause, overtaken }: Desk): Promise<void> {
  const looked = overtaken({ by: 'place-admissions' }, async () => {
    stage.simulation.schedules.wakeNow('end-admissions');
    await pause(2);
  });
  const stands = await join(buyer, 'A', 2);
  await buyer('POST /v1/orders', orderOf('A', 3), 'orders.hold-limit');
  await looked;
  await pause(6);
  await stands(admitted);
}

/** Two devices of somebody in line: while the one is served, the other takes what he may have. */
async function twoDevices({ guest, pause, overtaken }: Desk): Promise<void> {
  const other = overtaken({ by: 'hold-admissions' }, async () => {
    const stands = await join(guest, 'A', 2);
    await pause(2.5);
    await stands(admitted);
  });
  const stands = await join(guest, 'A', 2);
  await other;
  await pause(6);
  await stands(barred);
}

/** The last one breaks before it is held, and another comes in while somebody is told that there is none. */
async function lastOne({ clerk, guest, pause, overtaken }: Desk): Promise<void> {
  const place = { sku: 'B', locationId: 'main', quantity: 1 };
  const comes = overtaken({ by: 'hold-admissions' }, () =>
    clerk('POST /v1/admin/stock/receipts', { ...place, reference: 'truck' }),
  );
  const breaks = overtaken({ by: 'place-order', call: 'SendMessage' }, () =>
    clerk('POST /v1/admin/stock/damages', { ...place, reference: 'broken', step: 'found' }),
  );
  const stands = await join(guest, 'B', 1);
  await Promise.all([breaks, comes]);
  await pause(6);
  await stands(admitted);
}

/** Buyers stand in line while the sale lasts, none for a group, and are served at once before it and after it. */
export const line: Page = {
  name: 'line',
  async open({ clerk }: Desk) {
    await fill(clerk, ['A'], { main: 9 });
    await fill(clerk, ['B'], { main: 1 });
  },
  async play(desk) {
    const { clerk, buyer, guest, pause, at } = desk;
    const rule = { from: at(60), to: at(180), perCustomer: 2, holdSeconds: 30, lapses: 1 };
    for (const sku of ['A', 'B']) await clerk(`PUT /v1/admin/hot-skus/${sku}`, rule);
    await buyer('POST /v1/orders', orderOf('A', 1), { status: 'PAID' });
    const groupBuy = { promotionId: await publish(clerk, groupBuyOf('A', 2, 600)) };
    await pause(75);
    await guest('POST /v1/orders', { ...orderOf('A', 1), groupBuy }, 'orders.no-group-in-line');
    await slowOrder(desk);
    await twoDevices(desk);
    await lastOne(desk);
    await guest('POST /v1/orders', orderOf('B', 1, 'pending'), 'inventory.sold-out');
    await buyer('POST /v1/orders', orderOf('B', 2), 'inventory.sold-out');
    await pause(130);
    await buyer('POST /v1/orders', orderOf('A', 1), { status: 'PAID' });
  },
};
