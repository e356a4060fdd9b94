import { eventually } from '../platform.ts';
import { TEA } from './shop-work.ts';
import type { Walker } from './walker.ts';

const draft = {
  name: 'Rehearsed',
  kind: 'percent-off',
  // More than anything else gives, so that some of what was sold would be touched.
  effect: { percent: 50 },
  scope: { skus: [TEA] },
  validFrom: '2020-01-01T00:00:00Z',
  validTo: '2090-01-01T00:00:00Z',
};

type Begun = { rehearsalId: string };

async function ended({ call }: Walker, { rehearsalId }: Begun): Promise<void> {
  await eventually(async () => {
    const seen = await call<{ state: string }>('getRehearsal', { params: { rehearsalId } });
    return seen.state === 'done';
  });
}

/** Tries a draft on a cart of the walk's customer. */
async function tries({ call, people }: Walker, promotionId: string): Promise<void> {
  const cart = { channel: 'web', lines: [{ sku: TEA, quantity: 2 }] };
  await call('tryPromotion', { params: { promotionId }, body: { cart, customerId: people.customer.id } });
}

/** Plays a draft and the live rules over what the walk sold so far; a loss on purpose goes live by an administrator's word. */
export async function rehearsals(walker: Walker): Promise<void> {
  const { call, people } = walker;
  const { promotionId } = await call('createPromotion', { body: draft });
  await tries(walker, promotionId);
  await ended(walker, await call<Begun>('rehearsePromotion', { params: { promotionId }, body: { days: 1 } }));
  await ended(walker, await call<Begun>('rehearseLive', { body: { days: 1 } }));
  const unrehearsed = await call('createPromotion', { body: draft });
  await call('putRehearsalPolicy', { body: { required: true, marginFloor: 0 }, as: people.admin });
  await call('getRehearsalPolicy');
  const override = { reason: 'a walk' };
  await call('publishPromotion', {
    params: { promotionId: unrehearsed.promotionId },
    body: { override },
    as: people.admin,
  });
  await call('putRehearsalPolicy', { body: { required: false, marginFloor: 0 }, as: people.admin });
}
