/** What must hold before a promotion goes live. Other contexts add their checks to `CHECKS`; each is asked, in order. */
import { DomainError } from '../../shared/kernel/errors.ts';
import type { Run } from '../../shared/platform/run.ts';
import type { Action } from '../../shared/platform/transaction.ts';
import { checkRehearsed } from '../rehearsals/holds.ts';
import { openAccount } from './budget-open.ts';
import { goodsStillKnown } from './known-goods.ts';
import { lawful } from './lawful.ts';
import { openDraw } from './open-draw.ts';
import type { Asked, PublishCheck, Verdict } from './publish-check.ts';
import { rewardFits } from './reward-fits.ts';
import { stackingAgrees } from './stacking-agrees.ts';

const CHECKS: readonly PublishCheck[] = [
  goodsStillKnown,
  stackingAgrees,
  openAccount,
  lawful,
  openDraw,
  rewardFits,
  checkRehearsed,
];

/**
 * Asks every check and answers what they put into the commit. Throws conflict `promotions.not-publishable` with the faults
 * of all of them, so that staff see everything at once.
 */
export async function passChecks(asked: Asked, run: Run): Promise<Action[]> {
  const verdicts: Verdict[] = [];
  for (const check of CHECKS) verdicts.push(await check(asked, run));
  const errors = verdicts.flatMap((verdict) => verdict.errors ?? []);
  if (errors.length > 0)
    throw new DomainError('conflict', 'promotions.not-publishable', 'The promotion may not go live as it is.', {
      errors,
    });
  return verdicts.flatMap((verdict) => verdict.actions ?? []);
}
