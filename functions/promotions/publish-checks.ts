/** What must hold before a promotion goes live. Other contexts add their checks to `CHECKS`; each is asked, in order. */
import { DomainError, type ErrorAt } from '../../shared/kernel/errors.ts';
import type { Run } from '../../shared/platform/run.ts';
import type { Principal } from '../../shared/platform/session.ts';
import type { Action } from '../../shared/platform/transaction.ts';
import { checkRehearsed } from '../rehearsals/holds.ts';
import { openAccount } from './budget-open.ts';
import type { Promotion } from './domain/promotion.ts';
import { goodsStillKnown } from './known-goods.ts';
import { lawful } from './lawful.ts';

/** A promotion that somebody wants live: its newest version. */
export interface Asked {
  promotion: Promotion;
  caller: Principal;
  /** Why findings that may be overridden are to be. */
  override?: { reason: string };
}

/** What one check says: faults that keep the promotion from going live, or what it puts into the publishing commit. */
export interface Verdict {
  errors?: ErrorAt[];
  actions?: Action[];
}

/** One check. It may also throw a refusal of its own. */
export type PublishCheck = (asked: Asked, run: Run) => Promise<Verdict>;

const CHECKS: readonly PublishCheck[] = [goodsStillKnown, openAccount, lawful, checkRehearsed];

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
