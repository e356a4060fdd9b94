/**
 * POST /v1/admin/price-changes/{changeId}/approve: the second pair of eyes. Promise: nobody approves what he planned himself;
 * the guards look again at the prices of that moment; again changes nothing.
 */
import { DomainError } from '../../shared/kernel/errors.ts';
import { httpHandler } from '../../shared/platform/http.ts';
import { retryWhenChanged } from '../../shared/platform/retry.ts';
import { commit } from '../../shared/platform/transaction.ts';
import { approveChange } from './changing.ts';
import { refuseApproval } from './domain/change.ts';
import { mayRead, shownTo } from './domain/embargo.ts';
import { findGuards } from './guard-store.ts';
import { knownChange } from './known.ts';
import { approvePriceChange as route } from './routes.ts';

export const handler = httpHandler(route, ({ params: { changeId }, caller }, run) =>
  retryWhenChanged(async () => {
    const [waiting, { guards }] = await Promise.all([knownChange(changeId), findGuards()]);
    if (waiting.status === 'approved') return { status: 200, body: shownTo(waiting, caller, guards, run.now) };
    refuseApproval(waiting, caller.id);
    if (!mayRead(guards, caller)) {
      throw new DomainError('forbidden', 'pricing.embargoed', 'Nobody approves prices that he may not see.');
    }
    const { change, actions } = await approveChange(waiting, guards, caller.id, run);
    await commit(actions);
    return { status: 200, body: shownTo(change, caller, guards, run.now) };
  }),
);
