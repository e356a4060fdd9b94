/**
 * POST /v1/lotteries/{promotionId}/draws. Promise: a draw, its ticket, the prize it took and the code for it are one commit; the
 * outcome was fixed by the seed before anybody asked, and no prize is won more often than there is.
 */
import { once } from '../../shared/platform/command-ledger.ts';
import { httpHandler } from '../../shared/platform/http.ts';
import { findOrder } from '../orders/holds.ts';
import { type Lottery, refuseDraw, refuseOrder } from './domain/lottery.ts';
import { drawNow } from './drawing.ts';
import { knownLottery } from './known-lottery.ts';
import { drawPrize as route } from './routes.ts';

/** The order that a draw is for, where orders earn them. Throws conflict `lotteries.order-not-eligible`. */
async function orderFor(lottery: Lottery, orderId: string | undefined, customerId: string) {
  if (lottery.per !== 'order') return {};
  refuseOrder(orderId === undefined ? undefined : await findOrder(orderId), customerId, lottery);
  return { orderId };
}

export const handler = httpHandler(route, ({ params: { promotionId }, body, caller, command }, run) => {
  const commanded = { context: 'lotteries', command, run };
  return once(commanded, async () => {
    const known = await knownLottery(promotionId, run.now, caller.id);
    refuseDraw(known.lottery, known.state, known.drawn);
    const earned = await orderFor(known.lottery, body?.orderId, caller.id);
    return drawNow(known, { customerId: caller.id, ...earned }, commanded);
  });
});
