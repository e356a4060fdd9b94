import { ApiError } from '../../sdk/src/api-error.ts';

/** What is kept of a command from before it is sent until its outcome is known. */
interface Attempt<Body> {
  key: string;
  body: Body;
}

const PREFIX = 'oneshelf.attempt.';
const UNDECIDED = new Set(['idempotency.in-flight']);

const sending = new Map<string, Promise<unknown>>();

/** Whether the shop has refused for good; silence, a fault, or "later" leave open whether the command was done. */
export function isRefused(error: unknown): boolean {
  if (!(error instanceof ApiError) || UNDECIDED.has(error.code)) return false;
  return error.status >= 400 && error.status < 500 && error.status !== 401 && error.status !== 429;
}

/** The attempt under this name whose outcome is not known, if there is one: after a reload it is to be finished. */
export function openAttempt<Body>(name: string): Attempt<Body> | undefined {
  const text = sessionStorage.getItem(PREFIX + name);
  return text === null ? undefined : (JSON.parse(text) as Attempt<Body>);
}

function begin<Body>(name: string, body: Body): Attempt<Body> {
  const attempt = { key: crypto.randomUUID(), body };
  sessionStorage.setItem(PREFIX + name, JSON.stringify(attempt));
  return attempt;
}

const close = (name: string): void => sessionStorage.removeItem(PREFIX + name);

/**
 * Sends a command so that it happens once: two clicks share one request, and an attempt whose outcome is unknown (lost
 * answer, reload) is sent again with its own body and Idempotency-Key, whatever `body` is now.
 */
export function once<Body, Result>(
  name: string,
  body: Body,
  send: (body: Body, idempotencyKey: string) => Promise<Result>,
): Promise<Result> {
  const running = sending.get(name);
  if (running) return running as Promise<Result>;
  const attempt = openAttempt<Body>(name) ?? begin(name, body);
  const result = send(attempt.body, attempt.key)
    .then(
      (value) => {
        close(name);
        return value;
      },
      (error: unknown) => {
        if (isRefused(error)) close(name);
        throw error;
      },
    )
    .finally(() => sending.delete(name));
  sending.set(name, result);
  return result;
}
