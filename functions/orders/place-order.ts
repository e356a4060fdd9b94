/**
 * POST /v1/orders. Promise: order, held stock, promotion uses, payment intent, deduplication item and event are one
 * commit; one order for one Idempotency-Key; nothing is sold that is not there, and nobody is told "sold out" wrongly. What
 * everybody wants at once is sold in turn: then the answer is a place in the line.
 */
import { DomainError } from '../../shared/kernel/errors.ts';
import { type Commanded, type LedgerEntry, ledgerKey, replayWhenTaken } from '../../shared/platform/command-ledger.ts';
import { type HttpRequest, httpHandler, type Reply } from '../../shared/platform/http.ts';
import type { Run } from '../../shared/platform/run.ts';
import { tableName } from '../../shared/platform/table.ts';
import { StockMoved } from '../inventory/holds.ts';
import { BudgetMoved, lookAgain } from '../promotions/holds.ts';
import { referralKeys } from '../referrals/holds.ts';
import { ordersCommand } from './collect.ts';
import { hotWants, joinLine, replayInLine } from './hot-line.ts';
import { refuseAtOnce } from './hot-reading.ts';
import { placeNow } from './place-now.ts';
import { readCart } from './read-cart.ts';
import { placeOrder as route } from './routes.ts';

type Request = HttpRequest<typeof route>;

/** Stock may move between reading and committing; another look tells whether it is really gone, or lies elsewhere. */
const TRIES = 6;

/** As often as somebody looked there was enough, and then it was not: that is no answer to keep. */
const busy = () => new DomainError('unavailable', 'request.busy', 'Too busy just now; try again.');

async function placeOrder(request: Request, commanded: Commanded): Promise<Reply> {
  const { body, caller, command } = request;
  const refusal = await refuseAtOnce(commanded, body.lines);
  if (refusal) return refusal;
  const ledger = { table: tableName('orders'), ...ledgerKey(command) };
  const reading = await readCart(body, { customerId: caller.id }, commanded.run, [
    ledger,
    ...referralKeys(body.referralCode),
  ]);
  const known = reading.found.get(ledger) as LedgerEntry | undefined;
  if (known) return replayInLine(commanded, known);
  const wants = hotWants(reading, body.lines, commanded.run);
  return wants.length > 0 ? joinLine(reading, request, wants, commanded) : placeNow(reading, request, commanded);
}

async function placeUntilSure(request: Request, commanded: Commanded, triesLeft = TRIES - 1): Promise<Reply> {
  try {
    return await placeOrder(request, commanded);
  } catch (error) {
    if (error instanceof BudgetMoved) await lookAgain(error);
    else if (!(error instanceof StockMoved)) throw error;
    if (triesLeft === 0) throw busy();
    return placeUntilSure(request, commanded, triesLeft - 1);
  }
}

const serve = (request: Request, run: Run) => {
  const commanded = ordersCommand(request.command, run);
  return replayWhenTaken(commanded, () => placeUntilSure(request, commanded));
};

export const handler = httpHandler(route, serve);
