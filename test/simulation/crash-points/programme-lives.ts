import type { Body, Chapter } from './chapter.ts';
import { openShop, publish, tenOff } from './shelf.ts';

const prize = { prizeId: 'cup', name: { en: 'Cup' }, value: 60_000, count: 5, odds: 1 };

const draw = {
  ...tenOff,
  layer: undefined,
  name: 'Draw',
  kind: 'lottery',
  terms: { en: 'One draw for each order.' },
  effect: { prizes: [prize], per: 'order' },
};

const soldAt = (externalId: string, unitPrice: number, placedAt: string) => ({
  source: 'elsewhere',
  externalId,
  placedAt,
  currency: 'CNY',
  lines: [{ sku: 'A', quantity: 1, unitPrice }],
});

/** Draws for prizes; and a promotion whose former price is no longer true when it starts. */
export const programmes: Chapter = {
  name: 'programmes',
  open: openShop,
  seconds: 900,
  async play({ stage, buyer, staff, order: place, pause }) {
    const promotionId = await publish(staff, draw);
    const { orderId } = await place({ A: 1 }, 'approve');
    const { code } = (await buyer(`POST /v1/lotteries/${promotionId}/draws`, { orderId })) as Body;
    await buyer(`GET /v1/lotteries/${promotionId}`);
    await buyer('GET /v1/me/draws');
    await buyer(`GET /v1/lotteries/${promotionId}/winners`);
    await staff(`GET /v1/admin/lotteries/${promotionId}/draws`);
    await staff('POST /v1/admin/prize-redemptions', { code, locationId: 'store-1' });
    const at = (seconds: number) => new Date(stage.simulation.core.now + seconds * 1_000).toISOString();
    await staff('POST /v1/admin/imports/orders', soldAt('d1', 900, at(-60)));
    await pause(30);
    const less = await publish(staff, {
      ...tenOff,
      validFrom: at(30),
      scope: { skus: ['A'], channels: ['marketplace'] },
      comparedPrices: [{ sku: 'A', price: 900 }],
    });
    await staff('POST /v1/admin/imports/orders', soldAt('d2', 500, at(0)));
    await pause(400);
    await staff('GET /v1/admin/compliance/evidence', undefined, { promotionId: less });
  },
};
