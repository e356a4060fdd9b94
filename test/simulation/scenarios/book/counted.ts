import { fill, orderOf, publish, tenOff } from '../../crash-points/shelf.ts';
import { halve } from '../held.ts';
import type { Desk, Page } from './desk.ts';

/** Of two that count at once the second is done first. */
async function secondFirst(
  { hold, pause }: Desk,
  who: string,
  first: () => Promise<unknown>,
  second: () => Promise<unknown>,
): Promise<void> {
  const slow = hold({ by: who });
  await first();
  await slow.asked;
  const fast = hold({ by: who });
  await second();
  await fast.asked;
  fast.release();
  await pause(0.2);
  slow.release();
  await pause(5);
}

/** What was shown, sold and taken back counts once, also where two count at once. */
async function counting(desk: Desk, promotionId: string): Promise<void> {
  const { stage, clerk, buyer, guest, at } = desk;
  const impression = { type: 'impression', promotionId, channel: 'web', at: at(0), sessionId: 'same' };
  const shown = (who: Desk['buyer']) => () => who('POST /v1/behaviour', { events: [impression] }, { accepted: 1 });
  halve(stage, 'record-behaviour', 2);
  await secondFirst(desk, 'record-views', shown(buyer), shown(guest));
  const orders: string[] = [];
  const buys = (who: Desk['buyer'], sku: string) => async () =>
    void orders.push((await who('POST /v1/orders', orderOf(sku), { status: 'PAID' })).orderId);
  await secondFirst(desk, 'record-effects', buys(buyer, 'A'), () =>
    buyer(`POST /v1/orders/${orders[0]}/cancel`, {}, { status: 'CANCELLED' }),
  );
  await secondFirst(desk, 'learn-from-orders', buys(buyer, 'A'), buys(guest, 'A'));
  await secondFirst(desk, 'learn-from-orders', buys(buyer, 'A'), buys(buyer, 'B'));
  const totals = { views: 1, orders: 5, cancelled: 1, revenue: 4_500, refunds: 900 };
  await clerk(`GET /v1/admin/promotions/${promotionId}/effect`, undefined, { totals });
}

/** What a promotion did is told from its beginning on, and told for good once it is over. */
export const counted: Page = {
  name: 'counted',
  open: ({ clerk }: Desk) => fill(clerk, ['A', 'B'], { main: 30 }),
  async play(desk) {
    const { clerk, pause, at } = desk;
    const definition = { ...tenOff, validFrom: at(20), validTo: at(180) };
    const promotionId = await publish(clerk, definition);
    const path = `/v1/admin/promotions/${promotionId}`;
    const report = (wanted: string | object) => clerk(`GET ${path}/report`, undefined, wanted);
    const caveats = (...codes: string[]) => ({ caveats: codes.map((code) => ({ code })) });
    await report('effects.not-begun');
    await pause(25);
    await clerk(`PUT ${path}`, { ...definition, name: 'Ten off, still' });
    await clerk(`POST ${path}/publish`);
    await counting(desk, promotionId);
    const said = ['not-by-chance', 'too-little', 'part-days', 'cost-unknown'];
    await report(caveats(...said, 'still-running', 'returns-may-come'));
    await pause(180);
    await report(caveats(...said, 'returns-may-come'));
  },
};
