import { errors, jwtVerify, SignJWT } from 'jose';
import { DomainError } from '../kernel/errors.ts';
import type { Instant } from '../kernel/time.ts';
import { ROLES, type Role } from './route.ts';
import { secret } from './secrets.ts';

/** Who is calling. */
export interface Principal {
  /** Customer id, or staff id. */
  id: string;
  roles: readonly Role[];
}

const ISSUER = 'oneshelf';
const AUDIENCE = 'oneshelf-api';

/** How long an access token is good for, in seconds. */
export const ACCESS_TOKEN_SECONDS = 3_600;

async function key(): Promise<Uint8Array> {
  return new TextEncoder().encode(await secret('session-key'));
}

/** Issues an access token (JWT, HS256) for `principal`, good from `now` for an hour. */
export async function issueToken(principal: Principal, now: Instant): Promise<string> {
  const at = Math.floor(Date.parse(now) / 1000);
  return new SignJWT({ roles: principal.roles })
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer(ISSUER)
    .setAudience(AUDIENCE)
    .setSubject(principal.id)
    .setIssuedAt(at)
    .setExpirationTime(at + ACCESS_TOKEN_SECONDS)
    .sign(await key());
}

/** A verified token: the caller, and the second at which it ends. */
export interface VerifiedToken extends Principal {
  expiresAt: number;
}

/**
 * Verifies an `Authorization` header. Throws unauthenticated `identity.token-expired` or `identity.bad-token`; only
 * HS256 by our key, issuer and audience is taken.
 */
export async function verifyToken(authorization: string, now: Instant): Promise<VerifiedToken> {
  const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(authorization)?.[1];
  if (!token) throw new DomainError('unauthenticated', 'identity.bad-token', 'The access token is malformed.');
  try {
    const { payload } = await jwtVerify(token, await key(), {
      algorithms: ['HS256'],
      issuer: ISSUER,
      audience: AUDIENCE,
      requiredClaims: ['sub', 'exp', 'roles'],
      currentDate: new Date(now),
    });
    const roles = (payload.roles as string[]).filter((role): role is Role =>
      (ROLES as readonly string[]).includes(role),
    );
    return { id: String(payload.sub), roles, expiresAt: Number(payload.exp) };
  } catch (error) {
    if (error instanceof errors.JWTExpired)
      throw new DomainError('unauthenticated', 'identity.token-expired', 'The access token has expired.');
    if (error instanceof errors.JOSEError)
      throw new DomainError('unauthenticated', 'identity.bad-token', 'The access token is not valid.');
    throw error;
  }
}
