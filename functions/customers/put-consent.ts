/** PUT /v1/me/consents/{purpose}: the caller's decision, its ledger entry and the word of it, in one commit. */
import { httpHandler } from '../../shared/platform/http.ts';
import { present } from './domain/present.ts';
import { decide } from './domain/profile.ts';
import { putConsent as route } from './routes.ts';
import { commitProfile, profileOf, recordDecision } from './store.ts';

export const handler = httpHandler(route, async ({ caller, params: { purpose }, body }, run) => {
  const before = await profileOf(caller.id);
  const profile = decide(before, purpose, body.granted, run.now);
  if (profile !== before) {
    const { granted, channel } = body;
    const entry = { customerId: caller.id, entryId: run.newId('consent'), purpose, granted, channel, at: run.now };
    await commitProfile(profile, [recordDecision(entry)], run);
  }
  return { status: 200, body: present(profile) };
});
