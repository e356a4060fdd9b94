import { RehearsalAdvanced } from '../../events/rehearsals/rehearsal-advanced.v1.ts';
import { announce } from '../../shared/platform/outbox.ts';
import type { Run } from '../../shared/platform/run.ts';
import type { Rehearsal } from './domain/rehearsal.ts';

/** The event that has a rehearsal's next step taken. */
export function tellAdvanced({ rehearsalId, step }: Rehearsal, run: Run) {
  return announce(RehearsalAdvanced, { subject: rehearsalId, data: { rehearsalId, step } }, run);
}
