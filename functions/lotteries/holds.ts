/** What the publishing of a draw for prizes puts into its commit. Rights: BatchGetItem; PutItem, UpdateItem, DeleteItem; `session-key`. */
import type { ErrorAt } from '../../shared/kernel/errors.ts';
import type { Run } from '../../shared/platform/run.ts';
import type { Action } from '../../shared/platform/transaction.ts';
import { frozenBreaches } from '../compliance/holds.ts';
import { commitmentOf } from './domain/fairness.ts';
import { type Lottery, prizeFaults } from './domain/lottery.ts';
import { poolChange, prizesGone } from './domain/pool.ts';
import { seedOf } from './prize-code.ts';
import { addPrizes, findLottery, putLottery, putSeed, removePrize } from './store.ts';

/** A draw for prizes that is to go live. */
export type ToOpen = Omit<Lottery, 'commitment'>;

const checkedOf = ({ name, terms, prizes, validFrom, validTo }: ToOpen) => ({
  kind: 'lottery',
  name,
  ...(terms ? { terms } : {}),
  prizes,
  validFrom,
  validTo,
  channels: [],
});

function faultsOf(next: ToOpen, before: Lottery | undefined, run: Run): ErrorAt[] {
  if (!before) return prizeFaults(next.prizes);
  // The seed is known to everybody by then: further draws could be foreseen.
  const isOver = run.now >= before.validTo;
  const fewer = run.now >= before.validFrom && (next.perCustomer < before.perCustomer || next.per !== before.per);
  return [
    ...prizeFaults(next.prizes),
    ...frozenBreaches(checkedOf(before), checkedOf(next), run.now),
    ...(isOver ? [{ path: 'validTo', code: 'lotteries.ended' }] : []),
    ...(fewer ? [{ path: 'limits.perCustomer', code: 'law.prize-terms-frozen' }] : []),
  ];
}

/**
 * Opens a draw, or its next version: the prizes are in the pool, and the commitment to the seed is public, before anybody can
 * draw. What has begun may only get better for those who draw.
 */
export async function openLottery(next: ToOpen, run: Run): Promise<{ errors?: ErrorAt[]; actions?: Action[] }> {
  const { promotionId, prizes } = next;
  const before = (await findLottery(promotionId))?.lottery;
  const errors = faultsOf(next, before, run);
  if (errors.length > 0) return { errors };
  const seed = await seedOf(promotionId);
  return {
    actions: [
      putLottery({ ...next, commitment: commitmentOf(seed) }),
      ...(before ? [] : [putSeed(promotionId, seed)]),
      ...poolChange(before, prizes).map(({ prizeId, more }) => addPrizes(promotionId, prizeId, more)),
      ...prizesGone(before, prizes).map((prizeId) => removePrize(promotionId, prizeId)),
    ],
  };
}
