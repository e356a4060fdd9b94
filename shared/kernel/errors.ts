/** The closed list of ways a request can be refused, each with its HTTP status. Codes are many and open; kinds are not. */
export const STATUS_OF_KIND = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  mismatch: 422,
  limited: 429,
  unavailable: 503,
} as const;

/** One of the closed kinds of refusal. */
export type ErrorKind = keyof typeof STATUS_OF_KIND;

/**
 * Where in the input a refusal points: a dotted path such as `lines.0.sku` and a stable code. `rule` names the law that asks
 * for it, where one does.
 */
export interface ErrorAt {
  path: string;
  code: string;
  rule?: string;
}

/** What a refusal may carry besides its code: places in the input, and data that is safe to show (a new quote, say). */
export interface ErrorDetails {
  errors?: ErrorAt[];
  [key: string]: unknown;
}

/**
 * A refusal that the caller must hear about. `code` is stable and dotted (`inventory.sold-out`); clients and tests rely
 * on it, never on `message`. Nothing of the caller's input may stand in the message.
 */
export class DomainError extends Error {
  readonly kind: ErrorKind;
  readonly code: string;
  readonly details: ErrorDetails;

  constructor(kind: ErrorKind, code: string, message: string, details: ErrorDetails = {}) {
    super(message);
    this.name = 'DomainError';
    this.kind = kind;
    this.code = code;
    this.details = details;
  }

  /** The HTTP status of this refusal. */
  get status(): number {
    return STATUS_OF_KIND[this.kind];
  }
}

/** True for a refusal raised by any copy of this module (bundles may hold several). */
export function isDomainError(error: unknown): error is DomainError {
  return error instanceof Error && error.name === 'DomainError' && 'kind' in error && 'code' in error;
}
