import { AwsError, type AwsService } from './aws-wire.ts';
import { world } from './world.ts';

/**
 * The lean AWS client: signed JSON calls over node:http with keep-alive. The SDK's DynamoDB client costs three times
 * the import and four times the CPU of this (bench/RESULTS.md); the four services we call all speak AWS JSON.
 * Retries, time-outs and error names follow the SDK's standard mode and are held to it by test/contract.
 */

/** As many as the SDK's own clients try. */
const MAX_ATTEMPTS: Record<AwsService, number> = { dynamodb: 4, events: 3, sqs: 3, secretsmanager: 3 };
const RETRYABLE = new Set([
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'ThrottlingException',
  'ThrottledException',
  'TransactionInProgressException',
  'InternalServerError',
  'InternalFailure',
  'ServiceUnavailable',
]);

function isRetryable(error: unknown): boolean {
  if (error instanceof AwsError) return RETRYABLE.has(error.name) || error.statusCode >= 500;
  return true; // The connection broke. Every write of ours is conditional, so a repeat is safe.
}

/** True for what a service behind us, or the way to it, is to blame for: the same request may do better in a moment. */
export function isOutage(error: unknown): boolean {
  if (error instanceof AwsError) return isRetryable(error);
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' && /^E[A-Z]+$/.test(code); // ECONNREFUSED and its kin; Node's own mistakes are ERR_SOMETHING.
}

/** Calls one operation of a service and returns its parsed reply. Throws `AwsError`, or the network's error. */
export async function callAws(
  service: AwsService,
  operation: string,
  input: unknown,
): Promise<Record<string, unknown>> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await world.call(service, operation, input);
    } catch (error) {
      if (attempt >= MAX_ATTEMPTS[service] || !isRetryable(error)) throw error;
      await world.sleep(world.random() * Math.min(20 * 2 ** attempt, 1_000));
    }
  }
}
