import { DomainError } from '../../shared/kernel/errors.ts';
import type { Instant } from '../../shared/kernel/time.ts';
import { liveVersionOf } from '../promotions/holds.ts';
import { type LotteryState, stateOf } from './domain/lottery.ts';
import { findLottery, type Known } from './store.ts';

/** A lottery that was published, and where it stands now. Throws not-found `lotteries.unknown`. */
export async function knownLottery(
  promotionId: string,
  now: Instant,
  customerId?: string,
): Promise<Known & { state: LotteryState }> {
  const known = await findLottery(promotionId, customerId);
  if (!known) throw new DomainError('not-found', 'lotteries.unknown', 'There is no such draw.');
  const isLive = (await liveVersionOf(promotionId)) !== undefined;
  return { ...known, state: stateOf(known.lottery, isLive, now) };
}
