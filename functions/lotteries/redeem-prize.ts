/** POST /v1/admin/prize-redemptions. Promise: a prize is handed over once, in time, at a store of ours, and told of. */
import { PrizeRedeemed } from '../../events/lotteries/prize-redeemed.v1.ts';
import { DomainError } from '../../shared/kernel/errors.ts';
import { once, recordCommand } from '../../shared/platform/command-ledger.ts';
import { httpHandler } from '../../shared/platform/http.ts';
import { announce } from '../../shared/platform/outbox.ts';
import { commit } from '../../shared/platform/transaction.ts';
import { refuseUnknownTillPlace } from '../inventory/holds.ts';
import { digestOf } from './prize-code.ts';
import { findPrize, handOver } from './prize-store.ts';
import { redeemPrize as route } from './routes.ts';

export const handler = httpHandler(route, ({ body: { code, locationId }, command }, run) => {
  const commanded = { context: 'lotteries', command, run };
  return once(commanded, async () => {
    await refuseUnknownTillPlace(locationId);
    const digest = digestOf(code);
    const prize = await findPrize(digest);
    if (!prize) throw new DomainError('not-found', 'lotteries.unknown-code', 'No prize has this code.');
    const { promotionId, drawId, prizeId, value } = prize;
    const data = { promotionId, drawId, prizeId, locationId };
    const reply = { status: 201, body: { ...data, value, redeemedAt: run.now } };
    await commit([
      recordCommand(commanded, { reply }),
      handOver(digest, locationId, run.now),
      announce(PrizeRedeemed, { subject: drawId, data }, run),
    ]);
    return reply;
  });
});
