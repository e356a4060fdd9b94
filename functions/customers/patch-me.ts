/** PATCH /v1/me: the next version of the caller's profile and the word of it, in one commit; nothing new, no version. */
import { localDate } from '../../shared/kernel/time.ts';
import { shop } from '../../shared/platform/env.ts';
import { httpHandler } from '../../shared/platform/http.ts';
import { present } from './domain/present.ts';
import { checkBirthday, revise } from './domain/profile.ts';
import { patchMe as route } from './routes.ts';
import { commitProfile, profileOf } from './store.ts';

export const handler = httpHandler(route, async ({ caller, body }, run) => {
  if (body.birthday) checkBirthday(body.birthday, localDate(run.now, shop.timeZone));
  const before = await profileOf(caller.id);
  const profile = revise(before, body, run.now);
  if (profile !== before) await commitProfile(profile, [], run);
  return { status: 200, body: present(profile) };
});
