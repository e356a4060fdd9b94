import { place } from './orders.ts';
import { TEA } from './shop-work.ts';
import type { Walker } from './walker.ts';

const tenth = (percent: number) => ({
  name: 'Counted',
  kind: 'percent-off',
  effect: { percent },
  scope: { skus: [TEA], holdOut: 1 },
  validFrom: '2020-01-01T00:00:00Z',
  validTo: '2090-01-01T00:00:00Z',
});

/** A promotion that is shown, bought with and looked at, with a draft beside the version that is live. */
export async function effects(walker: Walker): Promise<void> {
  const { call, platform } = walker;
  const { promotionId } = await call('createPromotion', { body: tenth(10) });
  const params = { promotionId };
  await call('publishPromotion', { params });
  await call('revisePromotion', { params, body: tenth(5) });
  const at = new Date().toISOString();
  const events = [{ type: 'impression', promotionId, channel: 'web', at, sessionId: 's1' }];
  await call('recordBehaviour', { body: { events } });
  await place(walker, 'approve');
  await platform.idle();
  await call('getEffect', { params });
  await call('getEffectReport', { params });
  await call('stopPromotion', { params });
}
