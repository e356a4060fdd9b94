import { createHmac, timingSafeEqual } from 'node:crypto';
import { DomainError } from '../kernel/errors.ts';
import type { Instant } from '../kernel/time.ts';

/** How far a sender's clock may be from ours, either way, in seconds. */
const TOLERANCE_SECONDS = 300;
const PREFIX = 'whsec_';

const bad = () => new DomainError('unauthenticated', 'webhooks.bad-signature', 'The signature is not valid.');

/** What signs and what is signed. */
export interface SignedMessage {
  headers: Record<string, string | undefined>;
  /** The body's bytes as they came. */
  raw: Buffer;
  /** One secret (`whsec_` and base64), or several with spaces in between while one takes another's place. */
  secrets: string;
}

function signatureBy(secret: string, signed: Buffer): Buffer {
  const key = Buffer.from(secret.startsWith(PREFIX) ? secret.slice(PREFIX.length) : secret, 'base64');
  return createHmac('sha256', key).update(signed).digest();
}

function given(header: string): Buffer[] {
  return header
    .split(' ')
    .filter((entry) => entry.startsWith('v1,'))
    .map((entry) => Buffer.from(entry.slice('v1,'.length), 'base64'));
}

function isFresh(timestamp: string, now: Instant): boolean {
  const seconds = Math.floor(Date.parse(now) / 1000);
  return /^\d{1,12}$/.test(timestamp) && Math.abs(seconds - Number(timestamp)) <= TOLERANCE_SECONDS;
}

/**
 * Checks a Standard Webhooks signature (version `v1`) over the raw bytes, and its clock against `now`. Throws
 * unauthenticated `webhooks.bad-signature` whatever is wrong. Written out here because the reference library reads the
 * clock by itself and turns the bytes into text before it signs them.
 */
export function verifyStandardWebhook({ headers, raw, secrets }: SignedMessage, now: Instant): void {
  const id = headers['webhook-id'];
  const timestamp = headers['webhook-timestamp'];
  const signatures = headers['webhook-signature'];
  if (!id || !timestamp || !signatures || !isFresh(timestamp, now)) throw bad();
  const signed = Buffer.concat([Buffer.from(`${id}.${timestamp}.`), raw]);
  const wanted = secrets
    .split(/\s+/)
    .filter(Boolean)
    .map((secret) => signatureBy(secret, signed));
  const matches = given(signatures).some((got) =>
    wanted.some((one) => one.length === got.length && timingSafeEqual(one, got)),
  );
  if (!matches) throw bad();
}
