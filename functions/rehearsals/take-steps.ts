/**
 * Hears RehearsalAdvanced: takes the step that a rehearsal is at. Promise: each step is taken once, whoever is killed on the way
 * and however often the event comes; the report says the same.
 */
import { RehearsalAdvanced } from '../../events/rehearsals/rehearsal-advanced.v1.ts';
import { consumerHandler } from '../../shared/platform/consumer.ts';
import { isChangedMeanwhile } from '../../shared/platform/retry.ts';
import { findRehearsal } from './store.ts';
import { takeDraftStep } from './take-draft-step.ts';
import { takeLiveStep } from './take-live-step.ts';

export const handler = consumerHandler([RehearsalAdvanced], async ({ data: { rehearsalId, step } }, run) => {
  const rehearsal = await findRehearsal(rehearsalId);
  if (rehearsal?.state !== 'running' || rehearsal.step !== step) return; // Taken before, by whoever was faster.
  try {
    await (rehearsal.subject.kind === 'draft' ? takeDraftStep : takeLiveStep)(rehearsal, run);
  } catch (error) {
    if (!isChangedMeanwhile(error)) throw error;
  }
});
