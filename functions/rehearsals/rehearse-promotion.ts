/**
 * POST /v1/admin/promotions/{promotionId}/rehearse. Promise: one rehearsal for one Idempotency-Key; it goes on by itself,
 * step by step, whoever dies, and is never in the way of a sale.
 */
import { DomainError } from '../../shared/kernel/errors.ts';
import { once } from '../../shared/platform/command-ledger.ts';
import { httpHandler } from '../../shared/platform/http.ts';
import { newestVersion } from '../promotions/holds.ts';
import { beginRehearsal } from './beginning.ts';
import { rehearsePromotion as route } from './routes.ts';

export const handler = httpHandler(route, ({ params: { promotionId }, body, caller, command }, run) =>
  once({ context: 'rehearsals', command, run }, async () => {
    const version = await newestVersion(promotionId);
    if (version === undefined) throw new DomainError('not-found', 'promotions.unknown', 'There is no such promotion.');
    const subject = { kind: 'draft', promotionId, version } as const;
    return beginRehearsal({ subject, startedBy: caller.id }, body, command, run);
  }),
);
