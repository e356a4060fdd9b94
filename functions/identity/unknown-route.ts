/** Everything the HTTP API has no route for: 404 in the house's form instead of API Gateway's. */
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { DomainError } from '../../shared/kernel/errors.ts';
import { type HttpReply, problemReply } from '../../shared/platform/problem.ts';

export async function handler(event: APIGatewayProxyEventV2): Promise<HttpReply> {
  const refusal = new DomainError('not-found', 'gateway.unknown-route', 'There is nothing here.');
  return problemReply(refusal, event.headers?.['x-correlation-id'] ?? event.requestContext.requestId);
}
