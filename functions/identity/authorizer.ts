/**
 * The HTTP API's authorizer: says who is calling, and never refuses by itself. API Gateway answers a refused call with a
 * bare 403 of its own; so the verdict travels to the function, whose wrapper fails closed and answers problem+json.
 */
import type { APIGatewayRequestAuthorizerEventV2, APIGatewaySimpleAuthorizerWithContextResult } from 'aws-lambda';
import { isDomainError } from '../../shared/kernel/errors.ts';
import { verifyToken } from '../../shared/platform/session.ts';
import { world } from '../../shared/platform/world.ts';

type Verdict = { callerId: string; roles: string; expiresAt: number } | { refusal: string };

export async function handler(
  event: APIGatewayRequestAuthorizerEventV2,
): Promise<APIGatewaySimpleAuthorizerWithContextResult<Verdict>> {
  try {
    const { id, roles, expiresAt } = await verifyToken(event.headers?.authorization ?? '', world.now());
    return { isAuthorized: true, context: { callerId: id, roles: roles.join(','), expiresAt } };
  } catch (error) {
    if (!isDomainError(error)) throw error;
    return { isAuthorized: true, context: { refusal: error.code } };
  }
}
