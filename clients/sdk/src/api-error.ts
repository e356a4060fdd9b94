/** What `application/problem+json` (RFC 9457) says, as the platform writes it. */
export interface Problem {
  type?: string;
  title?: string;
  status: number;
  /** Stable and dotted, e.g. `inventory.sold-out`: decide by this one. */
  code: string;
  detail?: string;
  correlationId?: string;
  /** Where in the input the refusal points; `rule` is the law that asks for it. */
  errors?: { path: string; code: string; rule?: string }[];
  /** Some refusals carry more: `orders.total-changed` has the new `quote`. */
  [more: string]: unknown;
}

/** A refused or failed call. `status` is 0 and `code` `sdk.unreachable` when no answer came at all. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly correlationId: string | undefined;
  readonly errors: { path: string; code: string; rule?: string }[];
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.detail ?? problem.title ?? problem.code);
    this.name = 'ApiError';
    this.status = problem.status;
    this.code = problem.code;
    this.correlationId = problem.correlationId;
    this.errors = problem.errors ?? [];
    this.problem = problem;
  }
}

const isProblem = (body: unknown): body is Partial<Problem> => typeof body === 'object' && body !== null;

/** The error that an answer of `status` means; an answer that is no problem document gets the code `sdk.unexpected-answer`. */
export function errorOf(status: number, body: unknown, correlationId: string | undefined): ApiError {
  const said = isProblem(body) ? body : {};
  return new ApiError({ code: 'sdk.unexpected-answer', ...(correlationId ? { correlationId } : {}), ...said, status });
}
