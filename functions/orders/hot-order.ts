import { OrderPlaced } from '../../events/orders/order-placed.v1.ts';
import { DomainError, isDomainError } from '../../shared/kernel/errors.ts';
import { batchGet } from '../../shared/platform/batch-get.ts';
import { count } from '../../shared/platform/metrics.ts';
import { announce } from '../../shared/platform/outbox.ts';
import { type Run, startRun } from '../../shared/platform/run.ts';
import { commit } from '../../shared/platform/transaction.ts';
import { allot, releaseStock, StockMoved, shelfFrom, soldOut, stockKeys } from '../inventory/holds.ts';
import { openPayment } from '../payments/holds.ts';
import { BudgetMoved, redeem, reseat } from '../promotions/holds.ts';
import { refer } from '../referrals/holds.ts';
import { returnAllowance } from './admission-allowance.ts';
import { type Admission, AdmissionMoved, findAdmission, moveAdmission } from './admission-store.ts';
import { waitFor } from './backorder-store.ts';
import { commitOrUndo, orderOf } from './checkout.ts';
import { collect, collectAgain } from './collect.ts';
import { problemOf } from './domain/admission.ts';
import { placedFact } from './domain/reply.ts';
import { holdForCheckout } from './stock-work.ts';
import { putOrder } from './store.ts';

const usedOf = ({ joiner }: Admission) => joiner.wants.map(({ sku, sale, quantity }) => ({ sku, sale, quantity }));

/** What the cart holds besides the goods he stood in line for: taken from stock as in any order. */
async function restOf({ prepared: { request, rest } }: Admission) {
  if (rest.length === 0) return [];
  const skus = rest.map(({ sku }) => sku);
  const { levels, rules } = await shelfFrom(await batchGet(stockKeys(skus)), skus);
  const { locationId: only, address } = request.delivery ?? {};
  const how = { channel: request.channel, rules, only, region: address?.region };
  const { allotments, soldOut: short } = allot(rest, levels, how);
  if (!allotments) throw soldOut(short.map(({ line }) => line));
  return allotments;
}

/** The order of somebody whose goods are held: one commit, in which nobody else writes. Then he is charged. */
async function placeHeld(admission: Admission, run: Run): Promise<void> {
  const { joiner, prepared, holdings = [] } = admission;
  const { customerId } = joiner;
  const { request, holdSeconds, quote, basis } = prepared;
  const rest = await restOf(admission);
  const all = [...holdings, ...rest];
  // Since he came into the line, his share of a budget may have moved.
  const evaluation = { ...prepared.evaluation, uses: await reseat(prepared.evaluation.uses) };
  const by = { id: customerId, run, holdSeconds };
  const { order: placed, payment } = orderOf(request, { quote, evaluation, basis }, all, by);
  const order = { ...placed, pricedAt: joiner.joinedAt, holdSeconds, inLine: usedOf(admission) };
  const { orderId, channel } = order;
  const held = await holdForCheckout({ orderId, holdings: rest, uses: order.uses }, prepared.rest, run);
  const actions = [
    moveAdmission(joiner.pk, 'held', { state: 'placed', orderId }),
    ...held.actions,
    ...waitFor(order),
    ...redeem(order.uses, order),
    ...refer(prepared.referring, order),
    openPayment(payment),
    putOrder(order, order.version),
    announce(OrderPlaced, { subject: orderId, channel, data: placedFact(order) }, run),
  ];
  await commitOrUndo(actions, held.undo);
  count('OrderPlaced');
  if (payment.status === 'charging') await collect({ order }, payment, run);
}

/** The goods go back, and the buyer is told why. */
async function refuse(admission: Admission, refusal: DomainError, run: Run): Promise<void> {
  const { joiner, holdings = [] } = admission;
  await commit([
    moveAdmission(joiner.pk, 'held', { state: 'refused', problem: problemOf(refusal) }),
    ...releaseStock(holdings, joiner.pk, run),
    ...returnAllowance(joiner.customerId, usedOf(admission), false, run),
  ]);
}

const tooLong = () => new DomainError('unavailable', 'orders.took-too-long', 'The checkout took too long; try again.');

/** A refusal of what is in the cart, for good; what is only busy or away comes again. */
function refusalIn(error: unknown): DomainError | undefined {
  const isFinal = isDomainError(error) && error.kind !== 'unavailable' && !error.code.startsWith('request.');
  return isFinal ? error : undefined;
}

/** Stock of the rest of the cart may move between reading and committing; another look tells whether it is really gone. */
const LOOKS = 6;

/** After the last look it stays unsure, and the message comes again. */
async function placeUntilSure(admission: Admission, run: Run, looksLeft = LOOKS - 1): Promise<void> {
  try {
    await placeHeld(admission, run);
  } catch (error) {
    if (!(error instanceof StockMoved || error instanceof BudgetMoved) || looksLeft === 0) throw error;
    await placeUntilSure(admission, run, looksLeft - 1);
  }
}

async function placeOrRefuse(admission: Admission, run: Run): Promise<void> {
  try {
    await placeUntilSure(admission, run);
  } catch (error) {
    const refusal = refusalIn(error);
    if (!refusal) throw error;
    // What refuses after the order is there (its payment changed meanwhile) is the order's business, no longer the line's.
    if ((await findAdmission(admission.joiner.pk))?.state === 'held') await refuse(admission, refusal, run);
  }
}

/** Gives back what was held for an admission that no order was made of in time. Somebody who makes one just now is left alone. */
export async function endAdmission(pk: string, causationId: string): Promise<void> {
  const admission = await findAdmission(pk);
  if (admission?.state !== 'held') return;
  try {
    await refuse(admission, tooLong(), startRun(admission.joiner.correlationId, causationId));
  } catch (error) {
    if (!(error instanceof AdmissionMoved)) throw error;
  }
}

/**
 * Makes the order of an admission whose goods are held, once; by whatever clock: only `end-admissions` says that it is too late; a repeat goes on where the first stopped. Throws what may pass,
 * so that it comes again.
 */
export async function finishAdmission(pk: string, causationId: string): Promise<void> {
  const admission = await findAdmission(pk);
  if (!admission) return;
  const run = startRun(admission.joiner.correlationId, causationId);
  if (admission.orderId) return collectAgain(admission.orderId, run);
  if (admission.state !== 'held') return;
  try {
    await placeOrRefuse(admission, run);
  } catch (error) {
    // Somebody else carries the same message; what he begins he ends.
    if (!(error instanceof AdmissionMoved)) throw error;
  }
}
