import * as z from 'zod';
import { DomainError } from '../../shared/kernel/errors.ts';
import { invalidInput } from '../../shared/platform/problem.ts';
import type { Payment } from './domain/payment.ts';
import { findPayment } from './store.ts';

const notification = z.object({
  type: z.enum(['payment.captured', 'payment.declined']),
  data: z.object({ paymentId: z.string().max(100), amount: z.int(), currency: z.string().length(3) }),
});

/** What a provider tells of a payment. */
export type Notice = z.output<typeof notification>;

/** The sandbox's token for what it told. */
export const TOKEN_OF = { 'payment.captured': 'approve', 'payment.declined': 'decline' } as const;

/** Reads a notification whose signature holds. Throws `request.malformed-json`, `request.invalid`. */
export function readNotice(raw: Buffer): Notice {
  let json: unknown;
  try {
    json = JSON.parse(raw.toString('utf8'));
  } catch {
    throw new DomainError('invalid', 'request.malformed-json', 'The body is not valid JSON.');
  }
  const result = notification.safeParse(json);
  if (!result.success) throw invalidInput(result.error);
  return result.data;
}

/** The payment a notification is about. Throws `payments.unknown-payment`, `payments.amount-mismatch`. Right: GetItem. */
export async function paymentIn({ data }: Notice): Promise<Payment> {
  const payment = await findPayment(data.paymentId);
  if (!payment) throw new DomainError('not-found', 'payments.unknown-payment', 'We know no such payment.');
  if (payment.amount !== data.amount || payment.currency !== data.currency) {
    throw new DomainError('invalid', 'payments.amount-mismatch', 'Amount or currency is not what was asked for.');
  }
  return payment;
}
