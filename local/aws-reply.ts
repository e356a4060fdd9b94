import type { Caller } from './roles.ts';

/** One call of a function to an AWS service. */
export interface AwsCall {
  caller: Caller;
  /** The whole X-Amz-Target and the part behind its dot. */
  target: string;
  operation: string;
  raw: Buffer;
  body: Record<string, unknown>;
}

/** What goes back. */
export interface AwsReply {
  status: number;
  headers?: Record<string, string>;
  body: Buffer | string;
}

/** A service of the endpoint. */
export type AwsService = (call: AwsCall) => Promise<AwsReply> | AwsReply;

/** A refusal or failure with the name that AWS's clients know it by. */
export class AwsError extends Error {
  readonly code: string;
  readonly status: number;

  constructor(code: string, message: string, status = 400) {
    super(message);
    this.name = code;
    this.code = code;
    this.status = status;
  }
}

/** For an operation of a known service that nobody runs here: an error that names it. */
export function notRun(service: string, operation: string): AwsError {
  return new AwsError('UnknownOperationException', `the local platform does not run ${service}.${operation}`);
}

/** A JSON answer. */
export function awsJson(value: unknown): AwsReply {
  return { status: 200, body: JSON.stringify(value) };
}

/** An error in AWS's JSON protocol. */
export function awsFailure(error: unknown): AwsReply {
  const known = error instanceof AwsError ? error : new AwsError('InternalFailure', String(error), 500);
  const body = JSON.stringify({
    __type: `com.amazonaws#${known.code}`,
    message: known.message,
    Message: known.message,
  });
  return { status: known.status, headers: { 'x-amzn-errortype': known.code }, body };
}

/** Asks the caller's role; throws AccessDeniedException naming who, what and on what. */
export function authorise(
  caller: Caller,
  action: string,
  resource: string,
  context: Record<string, string | string[]> = {},
): void {
  const decision = caller.role.decide({ action, resource, context });
  if (decision === 'allow') return;
  const because =
    decision === 'explicit-deny'
      ? 'with an explicit deny in an identity-based policy'
      : `because no identity-based policy allows the ${action} action`;
  const message = `User: ${caller.principal} is not authorized to perform: ${action} on resource: ${resource} ${because}`;
  throw new AwsError('AccessDeniedException', message);
}
