/**
 * POST /v1/coupons/claim: gives the caller a coupon of a running promotion, a code of its own that works once and for nobody else.
 * As often as the promotion may be used by one customer, once where that is not said.
 */
import { DomainError } from '../../shared/kernel/errors.ts';
import { httpHandler } from '../../shared/platform/http.ts';
import type { Run } from '../../shared/platform/run.ts';
import { commit } from '../../shared/platform/transaction.ts';
import { claimCoupon as route } from './coupon-routes.ts';
import { claimWrites, liveDefinition } from './coupon-wallet.ts';
import type { Definition } from './domain/promotion.ts';
import { newCode } from './new-code.ts';

const conflict = (code: string, message: string) => new DomainError('conflict', code, message);

/** What is not there yet is as unknown as what will never be: a future price is a secret. */
async function claimable(promotionId: string, run: Run): Promise<Definition> {
  const definition = await liveDefinition(promotionId);
  if (!definition || run.now < definition.validFrom)
    throw new DomainError('not-found', 'promotions.unknown', 'There is no such promotion.');
  if (run.now >= definition.validTo) throw conflict('promotions.ended', 'The promotion is over.');
  if (!definition.coupon) throw conflict('promotions.not-a-coupon', 'The promotion needs no coupon.');
  if (definition.coupon.claim === 'closed')
    throw conflict('promotions.not-claimable', 'Coupons of this promotion are given out by the shop.');
  return definition;
}

export const handler = httpHandler(route, async ({ body: { promotionId }, caller }, run) => {
  const definition = await claimable(promotionId, run);
  const { validTo } = definition;
  const code = newCode(run);
  const claimed = { code, promotionId, customerId: caller.id, validTo, claimedAt: run.now };
  await commit(claimWrites(claimed, definition));
  return { status: 201, body: { couponId: code, code, promotionId, validTo } };
});
