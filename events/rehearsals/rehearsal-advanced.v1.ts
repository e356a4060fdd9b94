import * as z from 'zod';
import { defineEvent } from '../contract.ts';

/** A rehearsal was begun or came a step further, and has this step to take. Heard by rehearsals itself. */
export const RehearsalAdvanced = defineEvent({
  context: 'rehearsals',
  name: 'RehearsalAdvanced',
  version: 1,
  data: z.object({ rehearsalId: z.string(), step: z.int() }),
  example: { rehearsalId: 'rehearsal_01JD5Z8Q4R6W2T7Y9X1C3V5B8N', step: 1 },
});
