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
import { announce } from '../../shared/platform/outbox.ts';
import type { Run } from '../../shared/platform/run.ts';
import { tableName } from '../../shared/platform/table.ts';
import { commit } from '../../shared/platform/transaction.ts';
import { StockMoved, soldOut } from '../inventory/holds.ts';
import { clientParamsOf, openPayment } from '../payments/holds.ts';
import { prepareCheckout } from './checkout.ts';
import { collect } from './collect.ts';
import { placedFact, placedReply } from './domain/reply.ts';
import { readCart } from './read-cart.ts';
import { placeOrder as route } from './routes.ts';
import { putOrder } from './store.ts';

/** Stock may move between reading and committing; another look tells whether it is really gone. */
const TRIES = 3;

async function placeOrder({ body, caller, headers, command }: HttpRequest<typeof route>, run: Run): Promise<Reply> {
  const ledger = { table: tableName('orders'), ...ledgerKey(command) };
  const reading = await readCart(body, [ledger]);
  const known = reading.found.get(ledger) as LedgerEntry | undefined;
  if (known) return replayCommand('orders', command, known);
  const buyer = { customerId: caller.id, language: headers['accept-language'] };
  const { order, payment, effects } = await prepareCheckout(reading, body, buyer, run);
  const charging = payment.status === 'charging';
  const reply = { status: 201, body: placedReply(order, clientParamsOf(payment)) };
  await commit([
    recordCommand('orders', command, run, charging ? undefined : reply),
    ...effects,
    openPayment(payment),
    putOrder(order, order.version, charging ? ledger.pk : undefined),
    announce(OrderPlaced, { subject: order.orderId, channel: order.channel, data: placedFact(order) }, run),
  ]);
  return charging ? collect({ order, commandKey: ledger.pk }, payment, run) : reply;
}

async function placeUntilSure(request: HttpRequest<typeof route>, run: Run): Promise<Reply> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await placeOrder(request, run);
    } catch (error) {
      if (!(error instanceof StockMoved)) throw error;
      if (tries === TRIES) throw soldOut([error.line]);
    }
  }
}

export const handler = httpHandler(route, (request, run) =>
  replayWhenTaken('orders', request.command, () => placeUntilSure(request, run)),
);
