import type { ZodError } from 'zod';
import { DomainError, type ErrorAt, isDomainError } from '../kernel/errors.ts';
import { isOutage } from './aws.ts';

/** An HTTP reply as API Gateway's payload format 2.0 takes it. */
export interface HttpReply {
  statusCode: number;
  headers: Record<string, string>;
  body: string;
}

const TITLES: Record<number, string> = {
  400: 'Bad request',
  401: 'Unauthenticated',
  403: 'Forbidden',
  404: 'Not found',
  409: 'Conflict',
  422: 'Mismatch',
  429: 'Too many requests',
  503: 'Unavailable',
};

/** Turns what zod found into a refusal that names each place and what is wrong there, never the input itself. */
export function invalidInput(error: ZodError): DomainError {
  const errors: ErrorAt[] = error.issues
    .slice(0, 50)
    .flatMap((issue) =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.map((key) => ({ path: [...issue.path, key].join('.'), code: 'unknown-field' }))
        : [{ path: issue.path.join('.'), code: issue.code.replaceAll('_', '-') }],
    );
  return new DomainError('invalid', 'request.invalid', 'The request does not fit the contract.', { errors });
}

function refusalOf(error: unknown): DomainError | undefined {
  if (isDomainError(error)) return error;
  if (!isOutage(error)) return undefined;
  return new DomainError('unavailable', 'server.unavailable', 'Something behind us is away just now; try again.');
}

/**
 * The `application/problem+json` reply (RFC 9457) to an error. A fault of ours is a bare 500 with the correlation id only;
 * where a service behind us is away it is a 503, which says that the same request may do better in a moment.
 */
export function problemReply(error: unknown, correlationId: string): HttpReply {
  const refusal = refusalOf(error);
  const status = refusal?.status ?? 500;
  const code = refusal?.code ?? 'server.fault';
  const problem = {
    type: `urn:oneshelf:problem:${code}`,
    title: TITLES[status] ?? 'Server fault',
    status,
    code,
    detail: refusal?.message ?? 'Something failed on our side; nothing was changed unless a later look says so.',
    correlationId,
    ...refusal?.details,
  };
  return {
    statusCode: status,
    headers: { 'content-type': 'application/problem+json', 'x-correlation-id': correlationId },
    body: JSON.stringify(problem),
  };
}
