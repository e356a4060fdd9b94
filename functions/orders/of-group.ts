import { GroupCompleted } from '../../events/group-buys/group-completed.v1.ts';
import { retryWhenChanged } from '../../shared/platform/retry.ts';
import type { Run } from '../../shared/platform/run.ts';
import { commit } from '../../shared/platform/transaction.ts';
import { cancelNow } from './cancelling.ts';
import { endsWithGroup, groupCompleted } from './domain/in-group.ts';
import { withNotice } from './notices.ts';
import { finishRelease } from './stock-work.ts';
import { findStored, putOrder } from './store.ts';

const ACTOR = 'system';

/** How many orders of a group are moved at once. */
const LANES = 8;

/** Moves each order; when some could not be moved, throws the first fault after the last one was tried. */
export async function moveAll(orderIds: readonly string[], move: (orderId: string) => Promise<void>): Promise<void> {
  const faults: unknown[] = [];
  for (let at = 0; at < orderIds.length; at += LANES) {
    const moved = await Promise.allSettled(orderIds.slice(at, at + LANES).map(move));
    for (const one of moved) if (one.status === 'rejected') faults.push(one.reason);
  }
  if (faults.length > 0) throw faults[0];
}

/** The group of an order is complete: it may leave the house. Nothing for one that knows, or has ended. Rights: GetItem, PutItem. */
export function releaseToShip(orderId: string, run: Run): Promise<void> {
  return retryWhenChanged(async () => {
    const stored = await findStored(orderId);
    const next = stored && groupCompleted(stored.order);
    if (!next) return;
    const notice = { what: 'group complete', actor: ACTOR, event: GroupCompleted.type };
    await commit([putOrder(withNotice(next, notice, run), 1, stored.commandKey)]);
  });
}

/**
 * The group of an order failed: it is cancelled, and money that came goes back. Nothing for one that has ended; one that is
 * being charged is told of again when its money is there. Rights: those of `cancelNow`, and GetItem.
 */
export function endWithGroup(orderId: string, run: Run): Promise<void> {
  return retryWhenChanged(async () => {
    const order = (await findStored(orderId))?.order;
    if (!order || !endsWithGroup(order)) return;
    const { actions } = await cancelNow(order, ACTOR, run);
    await commit(actions);
    await finishRelease(order, run);
  });
}
