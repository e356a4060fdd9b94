import { ApiError, errorOf } from '../../sdk/src/api-error.ts';
import { type Client, createClient } from '../../sdk/src/client.ts';
import { language } from './language.ts';

let token: string | undefined;

/** The platform's API, called as an administrator once `asStaff` has signed in. */
export const client: Client = createClient({ baseUrl: '', token: () => token, language: () => language.get() });

/** What a call answers. */
export type Reply<Id extends keyof Client> = Awaited<ReturnType<Client[Id]>>;

async function signIn(): Promise<void> {
  const unsigned = createClient({ baseUrl: '' });
  const reply = await unsigned.createDevSession({ body: { customerId: 'console', roles: ['admin'] } });
  token = reply.accessToken;
}

/** Does something that only staff may; a session that has run out is renewed once. */
export async function asStaff<Result>(act: () => Promise<Result>): Promise<Result> {
  if (token === undefined) await signIn();
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== 401) throw error;
    await signIn();
    return act();
  }
}

async function press(path: string): Promise<unknown> {
  const reply = await fetch(path, { method: 'POST' });
  const body: unknown = await reply.json();
  if (!reply.ok) throw errorOf(reply.status, body, reply.headers.get('x-correlation-id') ?? undefined);
  return body;
}

/** Sends everything in a dead-letter queue back to where it came from. */
export function redrive(queue: string): Promise<unknown> {
  return press(`/console/api/queues/${encodeURIComponent(queue)}/redrive`);
}

/** Runs a schedule now; its own times stay as they are. */
export function fire(schedule: string): Promise<unknown> {
  return press(`/console/api/schedules/${encodeURIComponent(schedule)}/fire`);
}
