import { world } from '../../shared/platform/world.ts';

/** An answer of the shop. */
export interface Answer {
  status: number;
  body: Record<string, unknown>;
}

/** Throws when an answer has none of the wanted statuses. */
export function expectStatus(what: string, { status, body }: Answer, ...wanted: number[]): void {
  if (!wanted.includes(status)) throw new Error(`the shop refused ${what}: ${status} ${JSON.stringify(body)}`);
}

/** The shop's HTTP API as the importer uses it. */
export interface ShopClient {
  /** Sends a request until it is answered for good; refusals are answers too. Throws when the shop stays silent. */
  send(method: string, path: string, body?: unknown, headers?: Headers): Promise<Answer>;
}

type Headers = Readonly<Record<string, string>>;

interface Asked {
  method: string;
  path: string;
  body?: unknown;
  headers?: Headers;
}

/** The shop did not answer, or answered that it cannot, as often as we asked. */
export class ShopSilent extends Error {
  constructor(path: string, reason: string) {
    super(`no answer from ${path}: ${reason}`);
    this.name = 'ShopSilent';
  }
}

const MAX_ATTEMPTS = 9;
const TIMEOUT_MS = 30_000;
const FIRST_PAUSE_MS = 200;
const MAX_PAUSE_MS = 15_000;

/** Refusals that mean "somebody was in between": the same request again may well succeed. */
const HINDERED = new Set(['orders.changed-meanwhile', 'catalog.changed-meanwhile', 'request.conflict']);

const comesAgain = ({ status, body }: Answer): boolean =>
  status === 429 || status >= 500 || (status === 409 && HINDERED.has(String(body.code)));

async function readBody(response: Response): Promise<Record<string, unknown>> {
  try {
    return (await response.json()) as Record<string, unknown>;
  } catch {
    return {}; // A proxy's page, or a reply that was cut off; the status says enough.
  }
}

/**
 * Opens the API at `url`. With `token` it speaks with that; without, it signs in as an administrator through the route
 * that only the local stage has, and again when the token runs out. Repeats what is throttled, failed or unanswered
 * with growing pauses: everything the importer sends may be sent twice.
 */
export function openShop(url: string, token?: string): ShopClient {
  let signedIn: Promise<string> | undefined = token === undefined ? undefined : Promise.resolve(token);

  async function once({ method, path, body, headers }: Asked, bearer?: string): Promise<Answer> {
    const response = await fetch(new URL(path, url), {
      method,
      headers: {
        ...(bearer ? { authorization: `Bearer ${bearer}` } : {}),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    return { status: response.status, body: await readBody(response) };
  }

  async function signIn(): Promise<string> {
    const { status, body } = await persist('/v1/sessions/dev', () =>
      once({ method: 'POST', path: '/v1/sessions/dev', body: { roles: ['admin'] } }),
    );
    if (status !== 201) throw new Error('cannot sign in here; give a token of an administrator in ONESHELF_TOKEN');
    return String(body.accessToken);
  }

  function bearerToken(): Promise<string> {
    signedIn ??= signIn();
    return signedIn;
  }

  async function authorised(asked: Asked): Promise<Answer> {
    const used = bearerToken();
    const answer = await once(asked, await used);
    if (answer.status !== 401 || token !== undefined) return answer;
    // Only the first of the requests that met the old token throws it away.
    if (signedIn === used) signedIn = undefined;
    return once(asked, await bearerToken());
  }

  return { send: (method, path, body, headers) => persist(path, () => authorised({ method, path, body, headers })) };
}

/** One attempt: the answer when it is final, else why it is not. */
async function attempt(ask: () => Promise<Answer>): Promise<Answer | string> {
  try {
    const answer = await ask();
    return comesAgain(answer) ? `${answer.status} ${answer.body.code ?? ''}` : answer;
  } catch (error) {
    if (!isNetworkFailure(error)) throw error;
    return error.message;
  }
}

async function persist(path: string, ask: () => Promise<Answer>): Promise<Answer> {
  let outcome: Answer | string = '';
  for (let pause = FIRST_PAUSE_MS, left = MAX_ATTEMPTS; left > 0; left -= 1, pause *= 2) {
    outcome = await attempt(ask);
    if (typeof outcome !== 'string') return outcome;
    await world.sleep((0.5 + world.random() / 2) * Math.min(pause, MAX_PAUSE_MS));
  }
  throw new ShopSilent(path, String(outcome));
}

/** What fetch throws when the connection breaks or the answer takes too long; told by name, for its errors are its own realm's. */
function isNetworkFailure(error: unknown): error is Error {
  const { name, cause } = error as Error;
  return name === 'TimeoutError' || (name === 'TypeError' && cause !== undefined);
}
