/** POST /v1/sessions/dev: a session as any customer or role. Exists on the local stage only. */
import { httpHandler } from '../../shared/platform/http.ts';
import { ACCESS_TOKEN_SECONDS, issueToken } from '../../shared/platform/session.ts';
import { createDevSession as route } from './routes.ts';

export const handler = httpHandler(route, async ({ body: { customerId, roles } }, run) => {
  const id = customerId ?? run.newId('cust');
  const accessToken = await issueToken({ id, roles: roles ?? ['customer'] }, run.now);
  return { status: 201, body: { accessToken, expiresIn: ACCESS_TOKEN_SECONDS, customerId: id } };
});
