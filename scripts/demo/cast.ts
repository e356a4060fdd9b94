import { type Client, createClient } from '../../clients/sdk/src/client.ts';

/** Where the demo plays, and how it tells what it does. */
export interface Stage {
  url: string;
  /** Signs what the sandbox partners push. */
  secret: string;
  tell: (line: string) => void;
}

/** Those who act, each with a client of their own. */
export interface Cast {
  staff: Client;
  buyer: Client;
  /** Another customer, who buys later. */
  nextBuyer: Client;
  /** Partners sign what they push instead of signing in. */
  partner: Client;
  /** Makes names of this run, so that the demo can be played again on the same shop. */
  named: (name: string) => string;
}

type Role = 'customer' | 'staff';

async function signIn(url: string, customerId: string, role: Role): Promise<Client> {
  const body = { customerId, roles: [role] };
  const { accessToken } = await createClient({ baseUrl: url }).createDevSession({ body });
  return createClient({ baseUrl: url, token: accessToken, language: 'en' });
}

/** Signs everybody in, on a stage that has developer sessions. Throws `ApiError` when nobody answers there. */
export async function gather({ url }: Stage): Promise<Cast> {
  const run = Date.now().toString(36).toUpperCase();
  const named = (name: string) => `${name}-${run}`;
  const [staff, buyer, nextBuyer] = await Promise.all([
    signIn(url, named('demo-staff'), 'staff'),
    signIn(url, named('demo-lin'), 'customer'),
    signIn(url, named('demo-wang'), 'customer'),
  ]);
  return { staff, buyer, nextBuyer, partner: createClient({ baseUrl: url }), named };
}
