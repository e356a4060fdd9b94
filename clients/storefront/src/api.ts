import { ApiError } from '../../sdk/src/api-error.ts';
import { type Client, createClient } from '../../sdk/src/client.ts';
import { language } from './language.ts';
import { currentToken, knownCustomer, session } from './session.ts';

/** The shop's API, called in the visitor's language and as whoever is signed in. */
export const client: Client = createClient({
  baseUrl: '',
  token: currentToken,
  language: () => language.get(),
});

/** What a call answers. */
export type Reply<Id extends keyof Client> = Awaited<ReturnType<Client[Id]>>;

export type Product = Reply<'getProduct'>;
export type Quote = Reply<'quoteCart'>;
export type Order = Reply<'getOrder'>;

let entering: Promise<void> | undefined;

async function enter(): Promise<void> {
  const customerId = knownCustomer.get();
  const reply = await client.createDevSession({ body: { roles: ['customer'], ...(customerId ? { customerId } : {}) } });
  // A minute less than it lasts, so that it does not end on the way.
  session.set({
    token: reply.accessToken,
    customerId: reply.customerId,
    until: Date.now() + (reply.expiresIn - 60) * 1000,
  });
  knownCustomer.set(reply.customerId);
}

/** Signs the visitor in where needed: as the customer of before, else as a new one. */
export async function signIn(): Promise<void> {
  if (currentToken()) return;
  entering ??= enter().finally(() => {
    entering = undefined;
  });
  await entering;
}

const isSignedOut = (error: unknown): boolean => error instanceof ApiError && error.status === 401;

/** Does something that only a customer may; a session that the shop no longer takes is renewed once. */
export async function asCustomer<Result>(act: () => Promise<Result>): Promise<Result> {
  await signIn();
  try {
    return await act();
  } catch (error) {
    if (!isSignedOut(error)) throw error;
    session.set(undefined);
    await signIn();
    return act();
  }
}
