import * as z from 'zod';
import { DomainError } from '../../shared/kernel/errors.ts';
import { shop } from '../../shared/platform/env.ts';
import { log } from '../../shared/platform/log.ts';
import { world } from '../../shared/platform/world.ts';
import { sandboxOutcome } from './domain/sandbox.ts';
import type { PaymentProvider } from './provider.ts';

/** Well under the time a request has: what is not answered by then is in doubt and is asked about again. */
const PATIENCE_MS = 3_000;
const MAX_REPLY_BYTES = 4_096;

/** A provider that says more than the status is held to it: an amount that we did not ask for is no answer. */
const told = { amount: z.int().optional(), currency: z.string().optional() };
const captureReply = z.object({ status: z.enum(['captured', 'declined', 'pending']), ...told });
const refundReply = z.object({ status: z.literal('refunded'), ...told });

interface Ask {
  amount: number;
  currency: string;
}

function silent(): DomainError {
  return new DomainError('unavailable', 'payments.provider-silent', 'The payment provider does not answer; try again.');
}

async function put(url: string, body: object): Promise<{ status: number; text: string }> {
  try {
    const text = JSON.stringify(body);
    const headers = { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(text)) };
    const limits = { timeoutMs: PATIENCE_MS, maxBytes: MAX_REPLY_BYTES };
    return await world.exchange({ url: new URL(url), method: 'PUT', headers, body: text, ...limits });
  } catch (error) {
    log.warn('payment provider silent', error as Error);
    throw silent();
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function answer<Reply extends { amount?: number; currency?: string }>(
  schema: z.ZodType<Reply>,
  { status, text }: { status: number; text: string },
  { amount, currency }: Ask,
): Reply {
  const { data } = schema.safeParse(status === 200 ? parsed(text) : undefined);
  const fits = data && (data.amount ?? amount) === amount && (data.currency ?? currency) === currency;
  if (fits) return data;
  log.warn('payment provider not understood', { status });
  throw silent();
}

/** A refund that the provider understood and will not make, however often it is asked. */
function refuseRefund(status: number): void {
  if (status !== 404 && status !== 409) return;
  throw new DomainError('conflict', 'payments.refund-refused', 'The provider refuses the refund.');
}

/**
 * The sandbox provider: what it says of a payment is written in the token the client hands over. Where the stage names
 * its books (`SANDBOX_PROVIDER_URL`) it is a partner that is asked over HTTP like any other, and what stands there counts.
 */
export const sandbox: PaymentProvider = {
  takesAtOnce: (token) => sandboxOutcome(token) !== 'pending',
  async capture({ paymentId, token, amount, currency }) {
    const { sandboxProviderUrl: url } = shop;
    if (!url) return sandboxOutcome(token);
    const reply = await put(`${url}/captures/${encodeURIComponent(paymentId)}`, { token, amount, currency });
    return answer(captureReply, reply, { amount, currency }).status;
  },
  async refund({ refundId, paymentId, amount, currency }) {
    const { sandboxProviderUrl: url } = shop;
    if (!url) return;
    const reply = await put(`${url}/refunds/${encodeURIComponent(refundId)}`, { paymentId, amount, currency });
    refuseRefund(reply.status);
    answer(refundReply, reply, { amount, currency });
  },
  clientParams: ({ paymentId, status }) =>
    status === 'pending' ? { settlePath: `/v1/sandbox/payments/${paymentId}/settle` } : undefined,
};
