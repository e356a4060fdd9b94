import type { Chapter } from './chapter.ts';
import { openShop, publish, tenOff } from './shelf.ts';

/** A promotion with a hold-out is shown, bought with, cancelled, told from elsewhere, and looked at. */
export const effects: Chapter = {
  name: 'effects',
  open: openShop,
  async play({ stage, buyer, staff, order: place, pause }) {
    const promotionId = await publish(staff, { ...tenOff, scope: { holdOut: 10 } });
    const at = new Date(stage.simulation.core.now).toISOString();
    const impression = { type: 'impression', promotionId, channel: 'web', at, sessionId: 's1' };
    await buyer('POST /v1/behaviour', { events: [impression] });
    await place({ A: 1 }, 'approve');
    const { orderId } = await place({ A: 1, B: 1 }, 'approve');
    // By then it is counted as paid, so it has to be counted anew.
    await pause(30);
    await buyer(`POST /v1/orders/${orderId}/cancel`);
    await staff('POST /v1/admin/imports/orders', {
      source: 'elsewhere',
      externalId: 'f1',
      placedAt: at,
      currency: 'CNY',
      lines: [{ sku: 'A', quantity: 1, unitPrice: 900 }],
    });
    await pause(10);
    await staff(`GET /v1/admin/promotions/${promotionId}/effect`);
    await staff(`GET /v1/admin/promotions/${promotionId}/report`);
  },
};
