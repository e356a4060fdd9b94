/**
 * POST /v1/admin/promotions/{promotionId}/coupons: issues a coupon code that brings the promotion once it is published. The
 * same code again changes nothing; a promotion may have several.
 */
import { DomainError } from '../../shared/kernel/errors.ts';
import { httpHandler } from '../../shared/platform/http.ts';
import { commit } from '../../shared/platform/transaction.ts';
import { normaliseCode, stateOf } from './domain/promotion.ts';
import { knownPromotion } from './known-promotion.ts';
import { issueCoupon as route } from './routes.ts';
import { putCoupon } from './usage.ts';

/** The last characters of an id are its random part: 12 of them hold 60 bits. */
const CODE_LENGTH = 12;

export const handler = httpHandler(route, async ({ params: { promotionId }, body }, run) => {
  const promotion = await knownPromotion(promotionId);
  const { coupon, validTo } = promotion.definition;
  if (stateOf(promotion) === 'stopped')
    throw new DomainError('conflict', 'promotions.stopped', 'A stopped promotion gets no coupons.');
  if (!coupon) throw new DomainError('conflict', 'promotions.not-a-coupon', 'The promotion needs no coupon.');
  const code = normaliseCode(body?.code ?? coupon.code ?? run.newId().slice(-CODE_LENGTH));
  await commit([putCoupon({ code, promotionId, validTo }, run.now)]);
  return { status: 201, body: { promotionId, code } };
});
