import { createHmac, timingSafeEqual } from 'node:crypto';
import { secret } from '../../shared/platform/secrets.ts';

const DIGITS = 8;

/**
 * The code that an order is handed over for. It follows from the order's id and the stage's secret, so it is stored nowhere:
 * who can read the table cannot fetch anybody's goods. Right: the secret `session-key`.
 */
export async function pickupCode(orderId: string): Promise<string> {
  const digest = createHmac('sha256', await secret('session-key'))
    .update(`pickup.${orderId}`)
    .digest();
  return String(digest.readUIntBE(0, 6) % 10 ** DIGITS).padStart(DIGITS, '0');
}

/** Whether `given` is the order's code, in a time that tells nothing. */
export async function isPickupCode(orderId: string, given: string): Promise<boolean> {
  const wanted = Buffer.from(await pickupCode(orderId));
  const got = Buffer.from(given);
  return got.length === wanted.length && timingSafeEqual(got, wanted);
}
