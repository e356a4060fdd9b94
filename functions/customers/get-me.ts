/** GET /v1/me: the caller's profile and consents; an empty one for a customer who has said nothing yet. */
import { httpHandler } from '../../shared/platform/http.ts';
import { present } from './domain/present.ts';
import { getMe as route } from './routes.ts';
import { profileOf } from './store.ts';

export const handler = httpHandler(route, async ({ caller }) => ({
  status: 200,
  body: present(await profileOf(caller.id)),
}));
