import { LotteryDrawn } from '../../events/lotteries/lottery-drawn.v1.ts';
import { shift } from '../../shared/kernel/time.ts';
import { type Commanded, recordCommand } from '../../shared/platform/command-ledger.ts';
import type { Reply } from '../../shared/platform/http.ts';
import { announce } from '../../shared/platform/outbox.ts';
import { commit } from '../../shared/platform/transaction.ts';
import { isWinnerPublished } from '../compliance/holds.ts';
import { prizeOf, ticketOf } from './domain/fairness.ts';
import type { Lottery, Prize } from './domain/lottery.ts';
import { type Draw, shownDraw } from './domain/present.ts';
import { winnerOf } from './domain/winner.ts';
import { digestOf, prizeCode } from './prize-code.ts';
import { putPrize } from './prize-store.ts';
import { countTurn, type Known, leftOf, PrizeGone, putDraw, takePrize, useOrder } from './store.ts';
import { putWinner } from './winner-store.ts';

/** Who draws, and for which order where orders earn the draws. */
interface Player {
  customerId: string;
  orderId?: string;
}

const DAY_MS = 86_400_000;

/** What a draw gets: its prize with the code for it; of a dear one everybody may see who won it. */
async function winOf({ promotionId, redeemDays, validTo }: Lottery, draw: Draw, prize: Prize) {
  const { drawId } = draw;
  const { prizeId, name, value } = prize;
  const code = await prizeCode(drawId);
  const redeemUntil = shift(validTo, redeemDays * DAY_MS);
  return {
    shown: { prizeId, prize: { prizeId, name, value }, code, redeemUntil },
    actions: [
      takePrize(promotionId, prizeId),
      putPrize(digestOf(code), { promotionId, drawId, prizeId, value, redeemUntil }),
      ...(isWinnerPublished(value) ? [putWinner(promotionId, winnerOf(draw, prize))] : []),
    ],
  };
}

async function commitDraw(draw: Draw, known: Known, prize: Prize | undefined, commanded: Commanded): Promise<Reply> {
  const { lottery } = known;
  const { drawId, promotionId, version, customerId, n, orderId, prizeId, gone } = draw;
  const win = prize && (await winOf(lottery, draw, prize));
  const reply = { status: 201, body: { ...shownDraw(draw), ...win?.shown } };
  const data = {
    drawId,
    promotionId,
    version,
    customerId,
    n,
    ...(prizeId ? { prizeId } : {}),
    ...(gone ? { gone } : {}),
  };
  await commit([
    recordCommand(commanded, { reply }),
    countTurn(promotionId, customerId, n),
    ...(orderId ? [useOrder(promotionId, orderId)] : []),
    ...(win?.actions ?? []),
    putDraw(draw),
    announce(LotteryDrawn, { subject: drawId, data }, commanded.run),
  ]);
  return reply;
}

/** Draws the customer's next ticket. A prize of which none is left is not won, and the log says so. */
export async function drawNow(known: Known, player: Player, commanded: Commanded): Promise<Reply> {
  const { lottery, seed, drawn } = known;
  const { promotionId, version, prizes } = lottery;
  const { run } = commanded;
  const n = drawn + 1;
  const ticket = ticketOf(seed, { promotionId, customerId: player.customerId, n });
  const draw: Draw = { drawId: run.newId('draw'), promotionId, version, ...player, n, at: run.now, ticket };
  const prize = prizeOf(ticket, prizes);
  if (!prize) return commitDraw(draw, known, undefined, commanded);
  const { prizeId } = prize;
  const missed = () => commitDraw({ ...draw, gone: prizeId }, known, undefined, commanded);
  if (((await leftOf(lottery)).get(prizeId) ?? 0) === 0) return missed();
  try {
    return await commitDraw({ ...draw, prizeId }, known, prize, commanded);
  } catch (error) {
    if (error instanceof PrizeGone) return missed();
    throw error;
  }
}
