/** What the outbox answers: the status to pass on and the JSON value. */
export type OutboxAnswer = { status: number; body: unknown };

const headers = { 'content-type': 'application/json' };

/** Reads the messages that the shop sent, through the shop's own API as a member of staff. */
export function outboxReader(selfUrl: () => string): (query: string) => Promise<OutboxAnswer> {
  let token: { value: string; until: number } | undefined;
  const signedIn = async (): Promise<string> => {
    if (token !== undefined && token.until > Date.now()) return token.value;
    const body = JSON.stringify({ roles: ['staff'] });
    const reply = await fetch(`${selfUrl()}/v1/sessions/dev`, { method: 'POST', headers, body });
    const { accessToken = '', expiresIn = 0 } = (await reply.json()) as { accessToken?: string; expiresIn?: number };
    // Half the life-time: a token in use must not end between two looks.
    token = { value: accessToken, until: Date.now() + expiresIn * 500 };
    return accessToken;
  };
  return async (query) => {
    const authorization = `Bearer ${await signedIn()}`;
    const address = `${selfUrl()}/v1/admin/messages${query === '' ? '' : `?${query}`}`;
    const reply = await fetch(address, { headers: { authorization } });
    return { status: reply.status, body: await reply.json() };
  };
}
