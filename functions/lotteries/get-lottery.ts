/** GET /v1/lotteries/{promotionId}: prizes, odds and what is left; the seed only when nobody can draw any more. */
import { httpHandler } from '../../shared/platform/http.ts';
import { knownLottery } from './known-lottery.ts';
import { getLottery as route } from './routes.ts';
import { leftOf } from './store.ts';

export const handler = httpHandler(route, async ({ params: { promotionId } }, run) => {
  const { lottery, seed, state } = await knownLottery(promotionId, run.now);
  const left = await leftOf(lottery);
  const { redeemDays: _days, prizes, ...rest } = lottery;
  const shown = prizes.map((prize) => ({ ...prize, left: left.get(prize.prizeId) ?? 0 }));
  return { status: 200, body: { ...rest, state, prizes: shown, ...(state === 'ended' ? { seed } : {}) } };
});
