/**
 * POST /v1/admin/price-changes/{changeId}/revert: takes a change back. Promise: what held before it holds again, in the same
 * commit as the lines of the history; a draft is withdrawn; again changes nothing.
 */
import { DomainError } from '../../shared/kernel/errors.ts';
import { httpHandler } from '../../shared/platform/http.ts';
import { retryWhenChanged } from '../../shared/platform/retry.ts';
import { commit } from '../../shared/platform/transaction.ts';
import { takePricesBack } from './applying.ts';
import { isOver, revert, standingOf } from './domain/change.ts';
import { shownTo } from './domain/embargo.ts';
import { findGuards } from './guard-store.ts';
import { knownChange, knownProducts } from './known.ts';
import { revertPriceChange as route } from './routes.ts';
import { putChange } from './store.ts';

export const handler = httpHandler(route, ({ params: { changeId }, caller }, run) =>
  retryWhenChanged(async () => {
    const [known, { guards }] = await Promise.all([knownChange(changeId), findGuards()]);
    const reply = (change: typeof known) => ({ status: 200, body: shownTo(change, caller, guards, run.now) });
    if (isOver(known)) return reply(known);
    if (standingOf(known, run.now) === 'ended') {
      throw new DomainError('conflict', 'pricing.change-ended', 'Its prices are over already.');
    }
    const change = revert(known, caller.id, run.now);
    const held = known.status === 'approved' ? await knownProducts(known.entries, 'entries') : new Map();
    await commit([putChange(change), ...takePricesBack(change, held, run)]);
    return reply(change);
  }),
);
