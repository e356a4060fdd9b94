/** GET /v1/admissions/{admissionId}: how the caller stands in the line he joined with this Idempotency-Key. */
import { DomainError } from '../../shared/kernel/errors.ts';
import { ledgerKey } from '../../shared/platform/command-ledger.ts';
import { httpHandler } from '../../shared/platform/http.ts';
import { clientParamsOf, paymentOf } from '../payments/holds.ts';
import { type Admission, findAdmission, servedOf } from './admission-store.ts';
import { placeOf, retryAfter } from './domain/admission.ts';
import { placedReply } from './domain/reply.ts';
import { getAdmission as route } from './hot-routes.ts';
import { placeOrder } from './routes.ts';
import { findStored } from './store.ts';

async function orderIn(orderId: string) {
  const order = (await findStored(orderId))?.order;
  if (!order) throw new Error(`order ${orderId} of an admission is missing`);
  const payment = order.payment.status === 'pending' ? await paymentOf(order.payment.paymentId) : undefined;
  return placedReply(order, payment && clientParamsOf(payment));
}

async function standing({ state, orderId, problem, ticket, joiner }: Admission) {
  if (problem) return { status: state, problem };
  if (orderId) return { status: 'admitted', order: await orderIn(orderId) };
  if (state === 'held') return { status: 'admitted', retryAfterSeconds: 1 };
  const place = placeOf(ticket, await servedOf(joiner.line));
  return { status: 'waiting', place, retryAfterSeconds: retryAfter(place) };
}

export const handler = httpHandler(route, async ({ params: { admissionId }, caller }) => {
  const key = Buffer.from(admissionId, 'base64url').toString();
  const admission = await findAdmission(ledgerKey({ scope: `${caller.id}#${placeOrder.id}`, key, digest: '' }).pk);
  if (!admission) throw new DomainError('not-found', 'orders.unknown-admission', 'You are in no line under this name.');
  const href = `/v1/admissions/${admissionId}`;
  return { status: 200, body: { admissionId, ...(await standing(admission)), href } };
});
