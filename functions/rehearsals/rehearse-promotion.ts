/**
 * POST /v1/admin/promotions/{promotionId}/rehearse. Promise: one rehearsal for one Idempotency-Key; it goes on by itself,
 * step by step, whoever dies, and is never in the way of a sale.
 */
import { DomainError } from '../../shared/kernel/errors.ts';
import { once, recordCommand } from '../../shared/platform/command-ledger.ts';
import { httpHandler } from '../../shared/platform/http.ts';
import { commit } from '../../shared/platform/transaction.ts';
import { newestVersion } from '../promotions/holds.ts';
import { begin } from './domain/rehearsal.ts';
import { rehearsePromotion as route } from './routes.ts';
import { putRehearsal } from './store.ts';
import { tellAdvanced } from './tell-advanced.ts';

export const handler = httpHandler(route, ({ params: { promotionId }, body, caller, command }, run) =>
  once({ context: 'rehearsals', command, run }, async () => {
    const version = await newestVersion(promotionId);
    if (version === undefined) throw new DomainError('not-found', 'promotions.unknown', 'There is no such promotion.');
    const rehearsal = begin(
      { rehearsalId: run.newId('rehearsal'), subject: { kind: 'draft', promotionId, version }, startedBy: caller.id },
      body,
      run.now,
    );
    const { rehearsalId, state } = rehearsal;
    const reply = { status: 202, body: { rehearsalId, state, href: `/v1/admin/rehearsals/${rehearsalId}` } };
    await commit([
      recordCommand({ context: 'rehearsals', command, run }, { reply }),
      putRehearsal(rehearsal),
      tellAdvanced(rehearsal, run),
    ]);
    return reply;
  }),
);
