import { DomainError } from '../../shared/kernel/errors.ts';
import { type Commanded, type LedgerEntry, ledgerKey, replayCommand } from '../../shared/platform/command-ledger.ts';
import type { HttpRequest, Reply } from '../../shared/platform/http.ts';
import { recordAlone } from '../../shared/platform/lone-command.ts';
import { sendToWorker } from '../../shared/platform/queue.ts';
import type { Run } from '../../shared/platform/run.ts';
import { allot, type HotRule, hotRulesFrom, soldOut, wantsOf } from '../inventory/holds.ts';
import { newPayment } from '../payments/holds.ts';
import { refuseUsedCoupons } from '../promotions/holds.ts';
import { type Admission, servedOf, takeTicket } from './admission-store.ts';
import { type HotWant, holdLimit, type Joiner, lineOf, placeOf, retryAfter } from './domain/admission.ts';
import { refuseChangedTotal } from './domain/cart.ts';
import type { CartReading } from './goods.ts';
import { keepReading, rememberSoldOut } from './hot-reading.ts';
import { priceCart, shelfOfCart } from './read-cart.ts';
import { referralFor } from './referred.ts';
import type { placeOrder } from './routes.ts';

type Request = HttpRequest<typeof placeOrder>;

/** A group's commit has room for so many SKUs of one buyer, the commit of his order for so many others beside. */
const [MOST_HOT, MOST_SKUS] = [5, 30];

function wantOf({ sku, quantity, line }: { sku: string; quantity: number; line: number }, rule: HotRule): HotWant {
  const { from, perCustomer, lapses } = rule;
  return { sku, quantity, line, sale: from, lapses, ...(perCustomer === undefined ? {} : { perCustomer }) };
}

/** What of a cart is sold to a line of buyers now. Nothing in the normal case, and nothing is read for it. */
export function hotWants(reading: CartReading, lines: Request['body']['lines'], run: Run): HotWant[] {
  const rules = hotRulesFrom(reading.found, reading.stocked ?? reading.skus, run.now);
  if (rules.size === 0) return [];
  return wantsOf(lines, reading.bundles).flatMap((want) => {
    const rule = rules.get(want.sku);
    return rule ? [wantOf(want, rule)] : [];
  });
}

/** Refuses at once what cannot come to anything however long the buyer waits. */
async function refuseHopeless(reading: CartReading, { body }: Request, wants: HotWant[]): Promise<void> {
  if (wants.length > MOST_HOT || (reading.stocked ?? reading.skus).length > MOST_SKUS)
    throw new DomainError('invalid', 'orders.too-many-for-line', 'Too many different products beside one in demand.');
  // Whoever waits for goods holds nobody's place in a group: it may be full, or over, by then.
  if (body.groupBuy)
    throw new DomainError('conflict', 'orders.no-group-in-line', 'What is sold in turn is not sold to groups.');
  const over = wants.filter(({ quantity, perCustomer = quantity }) => quantity > perCustomer);
  if (over.length > 0) throw holdLimit(over);
  const { levels, rules } = await shelfOfCart(reading);
  const how = { channel: body.channel, rules, only: body.delivery?.locationId };
  const { soldOut: short } = allot(wants, levels, how);
  if (!short) return;
  rememberSoldOut(short, levels);
  throw soldOut(short.map(({ line }) => line));
}

function joinerOf({ body, caller, command }: Request, wants: HotWant[], run: Run): Joiner {
  const [first] = wants;
  if (!first) throw new Error('nobody joins a line for nothing');
  const only = body.delivery?.locationId;
  return {
    pk: ledgerKey(command).pk,
    customerId: caller.id,
    line: lineOf(first),
    joinedAt: run.now,
    correlationId: run.correlationId,
    channel: body.channel,
    wants,
    ...(only ? { only } : {}),
  };
}

async function prepare(reading: CartReading, request: Request, wants: HotWant[], run: Run) {
  const { body, caller, headers } = request;
  const { quote, evaluation, basis, ...priced } = await priceCart(
    reading,
    body,
    { customerId: caller.id, language: headers['accept-language'] },
    run,
  );
  refuseUsedCoupons(evaluation);
  refuseChangedTotal(quote, body.expectedTotal);
  newPayment({ orderId: 'none', ...body.payment, amount: quote.total, currency: quote.currency }, run); // Refuses what no provider takes.
  const referring = await referralFor(reading, body.referralCode, caller.id, run);
  const { uses, terms } = evaluation;
  const hot = new Set(wants.map(({ sku }) => sku));
  const rest = wantsOf(quote.lines, priced.reading.bundles).filter(({ sku }) => !hot.has(sku));
  return { request: body, quote, evaluation: { uses, terms }, basis, rest, ...(referring ? { referring } : {}) };
}

/** The name of an admission: the Idempotency-Key in letters that a path may hold. Only its sender can see what it names. */
export const admissionIdOf = (key: string): string => Buffer.from(key).toString('base64url');

function waitingReply(key: string, place: number): Reply {
  const admissionId = admissionIdOf(key);
  const href = `/v1/admissions/${admissionId}`;
  const body = { admissionId, status: 'waiting', place, retryAfterSeconds: retryAfter(place), href };
  return { status: 202, body };
}

/** Puts the buyer into the line: the cart as it is priced now, in one write, and a message that brings it to its turn. */
export async function joinLine(
  reading: CartReading,
  request: Request,
  wants: HotWant[],
  commanded: Commanded,
): Promise<Reply> {
  const { run } = commanded;
  keepReading(
    reading.found,
    wants.map(({ sku }) => sku),
  );
  const joiner = joinerOf(request, wants, run);
  const prepared = await prepare(reading, request, wants, run);
  await refuseHopeless(reading, request, wants);
  const holdSeconds = Math.min(
    ...[...hotRulesFrom(reading.found, reading.stocked ?? reading.skus, run.now).values()].map(
      (rule) => rule.holdSeconds,
    ),
  );
  const [ticket, served] = await Promise.all([takeTicket(joiner.line, run), servedOf(joiner.line)]);
  const admission: Admission = { joiner, ticket, state: 'waiting', prepared: { ...prepared, holdSeconds } };
  const reply = waitingReply(request.command.key, placeOf(ticket, served));
  const known = await recordAlone(commanded, reply, admission);
  if (known) return replayInLine(commanded, known);
  await sendToWorker('orders', 'hold-admissions', [joiner]);
  return reply;
}

/** Answers a repeat. One of somebody who still waits brings him before the group commit again: the first may not have. */
export async function replayInLine(commanded: Commanded, known: LedgerEntry): Promise<Reply> {
  const reply = await replayCommand(commanded, known);
  const { state, joiner } = known as Partial<Admission>;
  if (joiner && (state === 'waiting' || state === 'held')) await sendToWorker('orders', 'hold-admissions', [joiner]);
  return reply;
}
