import { groupBuyOf } from '../../../support/groups.ts';
import { fill, publish } from '../../crash-points/shelf.ts';
import type { Desk, Page } from './desk.ts';

type Joined = { admissionId: string };

/** Buyers stand in line while the sale lasts, none for a group, and are served at once before it and after it. */
export const line: Page = {
  name: 'line',
  open: ({ clerk }: Desk) => fill(clerk, ['A'], { main: 9 }),
  async play({ clerk, buyer, guest, pause, at }) {
    const rule = { from: at(60), to: at(180), perCustomer: 2, holdSeconds: 30, lapses: 1 };
    await clerk('PUT /v1/admin/hot-skus/A', rule);
    const orderOf = (quantity: number, token = 'approve') => ({
      channel: 'web',
      lines: [{ sku: 'A', quantity }],
      payment: { provider: 'sandbox', token },
    });
    const place = (quantity: number, wanted: string | object) => buyer('POST /v1/orders', orderOf(quantity), wanted);
    await place(1, { status: 'PAID' });
    const groupBuy = { promotionId: await publish(clerk, groupBuyOf('A', 2, 600)) };
    await pause(75);
    await guest('POST /v1/orders', { ...orderOf(1), groupBuy }, 'orders.no-group-in-line');
    const { admissionId } = (await place(2, { status: 'waiting' })) as unknown as Joined;
    await place(3, 'orders.hold-limit');
    await pause(5);
    await buyer(`GET /v1/admissions/${admissionId}`, undefined, { status: 'admitted', order: { status: 'PAID' } });
    await guest('POST /v1/orders', orderOf(1, 'pending'), { status: 'waiting' });
    await pause(130);
    await place(1, { status: 'PAID' });
  },
};
