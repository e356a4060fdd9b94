import { DomainError } from '../../shared/kernel/errors.ts';
import { invalidInput } from '../../shared/platform/problem.ts';
import type { PartnerEvent } from './domain/projection.ts';
import { sandboxPush } from './routes.ts';

/** What a partner's push says: one event of one parcel. */
export interface ParcelNews {
  trackingNumber: string;
  event: PartnerEvent;
}

function parseJson(raw: Buffer): unknown {
  try {
    return JSON.parse(raw.toString('utf8'));
  } catch {
    throw new DomainError('invalid', 'request.malformed-json', 'The body is not valid JSON.');
  }
}

/** Reads a push of the sandbox partner whose signature holds. Throws `invalid` refusals. */
export function readSandboxPush(raw: Buffer): ParcelNews {
  const result = sandboxPush.safeParse(parseJson(raw));
  if (!result.success) throw invalidInput(result.error);
  const { trackingNumber, status, at, eventId } = result.data;
  return { trackingNumber, event: { partner: 'sandbox', eventId, code: status, at } };
}
