/** GET /v1/admin/rehearsals/{rehearsalId}: how far a rehearsal is, what it found, and who published in spite of it. */
import { DomainError } from '../../shared/kernel/errors.ts';
import { httpHandler } from '../../shared/platform/http.ts';
import { present } from './domain/rehearsal.ts';
import { findOverride } from './policy-store.ts';
import { getRehearsal as route } from './routes.ts';
import { findRehearsal, findReport } from './store.ts';

export const handler = httpHandler(route, async ({ params: { rehearsalId } }) => {
  const rehearsal = await findRehearsal(rehearsalId);
  if (!rehearsal) throw new DomainError('not-found', 'rehearsals.unknown', 'There is no such rehearsal.');
  const { state, subject } = rehearsal;
  const [report, override] = await Promise.all([
    state === 'done' ? findReport(rehearsalId) : undefined,
    subject.kind === 'draft' ? findOverride(subject.promotionId, subject.version) : undefined,
  ]);
  const { reason, by, at } = override ?? {};
  const body = {
    ...present(rehearsal),
    ...(report ? { report } : {}),
    ...(override && { override: { reason, by, at } }),
  };
  return { status: 200, body };
});
