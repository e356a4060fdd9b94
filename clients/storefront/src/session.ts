import { createStore } from '../../ui/store.ts';

/** Who the visitor is to the shop, and until when (milliseconds since 1970) the shop believes it. */
interface Session {
  token: string;
  customerId: string;
  until: number;
}

const isSession = (value: unknown): value is Session =>
  typeof value === 'object' && value !== null && 'token' in value && 'customerId' in value && 'until' in value;

/** The session of this tab. */
export const session = createStore<Session | undefined>(undefined, {
  area: sessionStorage,
  key: 'oneshelf.session',
  accepts: (value): value is Session | undefined => isSession(value),
});

/** The customer that this device signs in as, so that a new tab finds the orders of the last. */
export const knownCustomer = createStore<string | undefined>(undefined, {
  area: localStorage,
  key: 'oneshelf.customer',
  accepts: (value): value is string | undefined => typeof value === 'string',
});

/** The token to call with, or undefined when nobody is signed in or the session has run out. */
export function currentToken(): string | undefined {
  const current = session.get();
  return current && current.until > Date.now() ? current.token : undefined;
}

/** Forgets who the visitor is, here and for the next tab. */
export function signOut(): void {
  session.set(undefined);
  knownCustomer.set(undefined);
}
