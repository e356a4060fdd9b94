import { product } from '../../crash-points/shelf.ts';
import type { Desk, Page } from './desk.ts';

const MANY = Array.from({ length: 60 }, (_, n) => `M${n}`);

/** An order of more goods than one commit takes is held first; whoever looks after forgotten holds leaves it alone. */
export const large: Page = {
  name: 'large orders',
  async open({ clerk }: Desk) {
    await Promise.all(
      MANY.map(async (sku) => {
        await clerk(`PUT /v1/admin/products/${sku}`, product(sku));
        await clerk('POST /v1/admin/stock/receipts', { sku, locationId: 'main', quantity: 9, reference: 'opening' });
      }),
    );
  },
  async play({ stage, buyer, pause }) {
    const { schedules, wire } = stage.simulation;
    const lines = MANY.map((sku) => ({ sku, quantity: 1 }));
    const body = { channel: 'web', lines, payment: { provider: 'sandbox', token: 'approve' } };
    // Its commits take their time.
    wire.fateOf = ({ label, function: name }) =>
      name.endsWith('place-order') && label.endsWith('TransactWriteItems')
        ? { kind: 'slow', afterMs: 600, lastsMs: 700 }
        : undefined;
    const ordered = buyer('POST /v1/orders', body, { status: 'PAID' });
    for (let look = 1; look <= 6; look += 1) {
      await pause(0.4);
      schedules.wakeNow('finish-stock-work');
    }
    const { orderId } = await ordered;
    wire.fateOf = () => undefined;
    await buyer(`POST /v1/orders/${orderId}/cancel`, {}, { status: 'CANCELLED' });
    await pause(200);
  },
};
