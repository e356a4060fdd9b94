/** GET /v1/admin/rehearsals/{rehearsalId}: how far a rehearsal is, and what it found. */
import { DomainError } from '../../shared/kernel/errors.ts';
import { httpHandler } from '../../shared/platform/http.ts';
import { present } from './domain/rehearsal.ts';
import { getRehearsal as route } from './routes.ts';
import { findRehearsal, findReport } from './store.ts';

export const handler = httpHandler(route, async ({ params: { rehearsalId } }) => {
  const rehearsal = await findRehearsal(rehearsalId);
  if (!rehearsal) throw new DomainError('not-found', 'rehearsals.unknown', 'There is no such rehearsal.');
  const report = rehearsal.state === 'done' ? await findReport(rehearsalId) : undefined;
  return { status: 200, body: { ...present(rehearsal), ...(report ? { report } : {}) } };
});
