/**
 * POST /v1/admin/rehearsals: replays the rules of their own time over past orders. Promise: one rehearsal for one
 * Idempotency-Key; it goes on by itself, and finds every order whose price is not what those rules make of it.
 */
import { once } from '../../shared/platform/command-ledger.ts';
import { httpHandler } from '../../shared/platform/http.ts';
import { beginRehearsal } from './beginning.ts';
import { rehearseLive as route } from './routes.ts';

export const handler = httpHandler(route, ({ body, caller, command }, run) =>
  once({ context: 'rehearsals', command, run }, () =>
    beginRehearsal({ subject: { kind: 'live' }, startedBy: caller.id }, { ...body, worstCase: false }, command, run),
  ),
);
