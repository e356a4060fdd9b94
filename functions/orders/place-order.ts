/**
 * POST /v1/orders. Promise: order, held stock, promotion uses, payment intent, deduplication item and event are one
 * commit; one order for one Idempotency-Key; nothing is sold that is not there, and nobody is told "sold out" wrongly.
 */
import { OrderPlaced } from '../../events/orders/order-placed.v1.ts';
import {
  type LedgerEntry,
  ledgerKey,
  recordCommand,
  replayCommand,
  replayWhenTaken,
} from '../../shared/platform/command-ledger.ts';
import { type HttpRequest, httpHandler, type Reply } from '../../shared/platform/http.ts';
import { count } from '../../shared/platform/metrics.ts';
import { announce } from '../../shared/platform/outbox.ts';
import type { Run } from '../../shared/platform/run.ts';
import { tableName } from '../../shared/platform/table.ts';
import { StockMoved, soldOut } from '../inventory/holds.ts';
import { clientParamsOf, openPayment } from '../payments/holds.ts';
import { commitOrUndo, prepareCheckout } from './checkout.ts';
import { collect, ordersCommand } from './collect.ts';
import { placedFact, placedReply } from './domain/reply.ts';
import { type CartReading, readCart } from './read-cart.ts';
import { placeOrder as route } from './routes.ts';
import { putOrder } from './store.ts';

type Request = HttpRequest<typeof route>;

/** Stock may move between reading and committing; another look tells whether it is really gone. */
const TRIES = 3;

const commandOf = ({ command }: Request, run: Run) => ordersCommand(command, run);

async function placeNew(reading: CartReading, request: Request, run: Run): Promise<Reply> {
  const { body, caller, headers, command } = request;
  const commanded = commandOf(request, run);
  const buyer = { customerId: caller.id, language: headers['accept-language'] };
  const { order, payment, effects, undo } = await prepareCheckout(reading, body, buyer, run);
  const pending = payment.status === 'charging' ? ledgerKey(command).pk : undefined;
  const reply = { status: 201, body: placedReply(order, clientParamsOf(payment)) };
  const actions = [
    recordCommand(commanded, pending ? { about: order.orderId } : { reply }),
    ...effects,
    openPayment(payment),
    putOrder(order, order.version, pending),
    announce(OrderPlaced, { subject: order.orderId, channel: order.channel, data: placedFact(order) }, run),
  ];
  await commitOrUndo(actions, undo);
  count('OrderPlaced');
  return pending ? collect({ order, commandKey: pending }, payment, run) : reply;
}

async function placeOrder(request: Request, run: Run): Promise<Reply> {
  const ledger = { table: tableName('orders'), ...ledgerKey(request.command) };
  const reading = await readCart(request.body, [ledger]);
  const known = reading.found.get(ledger) as LedgerEntry | undefined;
  return known ? replayCommand(commandOf(request, run), known) : placeNew(reading, request, run);
}

async function placeUntilSure(request: Request, run: Run, triesLeft = TRIES - 1): Promise<Reply> {
  try {
    return await placeOrder(request, run);
  } catch (error) {
    if (!(error instanceof StockMoved)) throw error;
    if (triesLeft === 0) throw soldOut([error.line]);
    return placeUntilSure(request, run, triesLeft - 1);
  }
}

export const handler = httpHandler(route, (request, run) =>
  replayWhenTaken(commandOf(request, run), () => placeUntilSure(request, run)),
);
