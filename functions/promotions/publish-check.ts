import type { ErrorAt } from '../../shared/kernel/errors.ts';
import type { Run } from '../../shared/platform/run.ts';
import type { Principal } from '../../shared/platform/session.ts';
import type { Action } from '../../shared/platform/transaction.ts';
import type { Promotion } from './domain/promotion.ts';

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
