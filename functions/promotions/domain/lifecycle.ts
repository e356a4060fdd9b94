import { DomainError } from '../../../shared/kernel/errors.ts';
import type { Instant } from '../../../shared/kernel/time.ts';
import { faultsOf } from './faults.ts';
import type { Definition, Promotion } from './promotion.ts';

function check(definition: Definition): void {
  const errors = faultsOf(definition);
  if (errors.length > 0)
    throw new DomainError('invalid', 'promotions.invalid', 'The promotion contradicts itself.', { errors });
}

function refuseStopped({ stoppedAt }: Promotion): void {
  if (stoppedAt) throw new DomainError('conflict', 'promotions.stopped', 'A stopped promotion stays stopped.');
}

/** Another share held out of a promotion that went live would move customers from one side to the other in the middle. */
function refuseOtherHoldOut({ liveVersion, definition: before }: Promotion, { scope }: Definition): void {
  if (liveVersion === undefined || before.scope.holdOut === scope.holdOut) return;
  const errors = [{ path: 'scope.holdOut', code: 'hold-out-frozen' }];
  throw new DomainError('invalid', 'promotions.invalid', 'Who is held out of a live promotion stays so.', { errors });
}

/** A new promotion: version 1, a draft. Throws invalid `promotions.invalid` with the place of each fault. */
export function draft(promotionId: string, definition: Definition, now: Instant): Promotion {
  check(definition);
  return { promotionId, version: 1, revision: 1, createdAt: now, definition };
}

/** The next version, a draft; a live version stays live beside it. Throws `promotions.invalid`, `promotions.stopped`. */
export function revise(before: Promotion, definition: Definition): Promotion {
  refuseStopped(before);
  check(definition);
  refuseOtherHoldOut(before, definition);
  return { ...before, version: before.version + 1, revision: before.revision + 1, definition };
}

/** The newest version made live; undefined when it is already. Throws conflict `promotions.stopped`. */
export function publish(before: Promotion): Promotion | undefined {
  refuseStopped(before);
  if (before.liveVersion === before.version) return undefined;
  return { ...before, revision: before.revision + 1, liveVersion: before.version };
}

/** The promotion ended for good, whatever its validity says; undefined when it was stopped already. */
export function stop(before: Promotion, now: Instant): Promotion | undefined {
  if (before.stoppedAt) return undefined;
  const { liveVersion: _ended, ...rest } = before;
  return { ...rest, revision: before.revision + 1, stoppedAt: now };
}
