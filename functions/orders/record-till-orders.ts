/**
 * POST /v1/admin/till/orders: sales of a till that was cut off come in late, again and out of order. Promise: each (till, number)
 * is one order and leaves the stock once, even where the books had nothing; one that is refused keeps no other back.
 */
import { DomainError, isDomainError } from '../../shared/kernel/errors.ts';
import { shop } from '../../shared/platform/env.ts';
import { httpHandler } from '../../shared/platform/http.ts';
import { isChangedMeanwhile } from '../../shared/platform/retry.ts';
import type { Run } from '../../shared/platform/run.ts';
import { refuseUnknownTillPlace } from '../inventory/holds.ts';
import { bundlesOfLines } from './catalogued.ts';
import { gapsIn, type Till, type TillSale } from './domain/till.ts';
import { recordTillOrders as route } from './till-routes.ts';
import { recordTillSale } from './till-sale.ts';
import { findTill } from './till-store.ts';

/** A refusal of the sale itself; what passes by itself refuses the request, which the till then sends again. */
function isFinal(error: unknown): error is DomainError {
  const passes = isChangedMeanwhile(error) || (isDomainError(error) && error.code.startsWith('request.'));
  return isDomainError(error) && !passes && ['conflict', 'invalid', 'not-found'].includes(error.kind);
}

async function record(till: Till, sale: TillSale, run: Run) {
  const { sequence } = sale;
  try {
    const bundles = await bundlesOfLines(sale.lines);
    const { order, outcome, flags = [] } = await recordTillSale(till, { ...sale, bundles }, run);
    const told = { sequence, orderId: order.orderId, total: order.total, outcome };
    return flags.length > 0 ? { ...told, flags } : told;
  } catch (error) {
    if (!isFinal(error)) throw error;
    return { sequence, outcome: 'refused' as const, code: error.code };
  }
}

export const handler = httpHandler(route, async ({ body }, run) => {
  const { orders, ...till } = body;
  if (till.currency !== shop.currency) {
    throw new DomainError('invalid', 'orders.wrong-currency', `This shop keeps its orders in ${shop.currency}.`);
  }
  await refuseUnknownTillPlace(till.locationId);
  const items: Awaited<ReturnType<typeof record>>[] = [];
  for (const sale of orders) items.push(await record(till, sale, run)); // One after the other: they share the till's record.
  const missing = gapsIn((await findTill(till.tillId)).ranges).map(([from, to]) => ({ from, to }));
  return { status: 200, body: { tillId: till.tillId, missing, items } };
});
