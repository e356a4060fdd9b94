import type { Chapter } from './chapter.ts';
import { openShop, tenOff } from './shelf.ts';

/** A draft is played over an order, and the live rules over it, too. */
export const rehearsals: Chapter = {
  name: 'rehearsals',
  async open(cast) {
    await openShop(cast);
    await cast.order({ A: 1 }, 'approve');
    await cast.pause(30);
  },
  async play({ staff, boss, pause }) {
    const { promotionId } = await staff('POST /v1/admin/promotions', tenOff);
    const cart = { channel: 'web', lines: [{ sku: 'A', quantity: 1 }] };
    await staff(`POST /v1/admin/promotions/${promotionId}/try`, { cart });
    const { rehearsalId } = (await staff(`POST /v1/admin/promotions/${promotionId}/rehearse`, {
      days: 1,
    })) as unknown as {
      rehearsalId: string;
    };
    await staff('POST /v1/admin/rehearsals', { days: 1 });
    await pause(60);
    await staff(`GET /v1/admin/rehearsals/${rehearsalId}`);
    await staff('GET /v1/admin/rehearsal-policy');
    await boss('PUT /v1/admin/rehearsal-policy', { required: false, marginFloor: 0 });
    await staff(`POST /v1/admin/promotions/${promotionId}/publish`);
  },
};
