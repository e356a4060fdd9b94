/** GET /v1/admin/rehearsal-policy: what is asked of a promotion before it may go live. */
import { httpHandler } from '../../shared/platform/http.ts';
import { findPolicy } from './policy-store.ts';
import { getRehearsalPolicy as route } from './routes.ts';

export const handler = httpHandler(route, async () => ({ status: 200, body: await findPolicy() }));
