/** POST /v1/admin/promotions/{promotionId}/try: what its newest version would do to a cart beside all that is live. Changes nothing. */
import { type Instant, shift } from '../../shared/kernel/time.ts';
import { httpHandler } from '../../shared/platform/http.ts';
import { newestOf, trialCode } from '../promotions/holds.ts';
import { priceCart, readCart } from './read-cart.ts';
import { tryPromotion as route } from './try-routes.ts';

/** The moment of its validity that is nearest to now. */
function nearest({ validFrom, validTo }: { validFrom: Instant; validTo: Instant }, now: Instant): Instant {
  if (now < validFrom) return validFrom;
  return now < validTo ? now : shift(validTo, -1);
}

export const handler = httpHandler(route, async ({ params, body, caller, headers }, run) => {
  const draft = await newestOf(params.promotionId);
  const { cart, at = nearest(draft, run.now), customerId = caller.id } = body;
  const code = trialCode(draft);
  const request = code ? { ...cart, couponCodes: [...(cart.couponCodes ?? []), code] } : cart;
  const buyer = { customerId, language: headers['accept-language'] };
  const then = { ...run, now: at };
  const reading = { ...(await readCart(request, buyer, then)), draft };
  const { quote } = await priceCart(reading, request, buyer, then);
  const { promotionId, version } = draft;
  return { status: 200, body: { promotionId, version, at, ...quote } };
});
