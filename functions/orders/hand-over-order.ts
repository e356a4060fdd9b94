/**
 * POST /v1/admin/orders/{orderId}/pickup: the buyer is there and shows the code. Promise: the goods are handed over once, for
 * the right code only; wrong ones are counted, in the order itself, and soon locked out.
 */
import { DomainError } from '../../shared/kernel/errors.ts';
import { httpHandler } from '../../shared/platform/http.ts';
import { retryWhenChanged } from '../../shared/platform/retry.ts';
import type { Run } from '../../shared/platform/run.ts';
import { commit } from '../../shared/platform/transaction.ts';
import { completeOrder } from './complete.ts';
import type { Order } from './domain/order.ts';
import { leftToShip } from './domain/parts.ts';
import { handOver, isHandedOver, refuseHandOver, wrongCode } from './domain/pickup.ts';
import { moverOf } from './movers.ts';
import { ownOrder } from './own-order.ts';
import { isPickupCode } from './pickup-code.ts';
import { handOverOrder as route } from './pickup-routes.ts';
import { endHoldings } from './stock-work.ts';
import { putOrder } from './store.ts';

async function refuseCode(order: Order, run: Run): Promise<never> {
  await commit([putOrder(wrongCode(order, run.now), 1)]);
  throw new DomainError('forbidden', 'orders.wrong-pickup-code', 'This is not the code of the order.');
}

async function leave(order: Order, actor: string, run: Run): Promise<void> {
  const left = handOver(order, moverOf(actor, run));
  const claimed = endHoldings('claim', { ...order, holdings: leftToShip(order) }, run);
  await commit([...completeOrder(left, { deliveredAt: run.now, actor, before: order.version }, run), ...claimed]);
}

export const handler = httpHandler(route, ({ params: { orderId }, body: { code }, caller }, run) =>
  retryWhenChanged(async () => {
    const { order } = await ownOrder(orderId, caller);
    refuseHandOver(order, run.now);
    if (!(await isPickupCode(orderId, code))) return refuseCode(order, run);
    if (!isHandedOver(order)) await leave(order, `staff ${caller.id}`, run);
    // Told again, it was handed over when it was: the counter's first request may have lost its answer.
    return { status: 200, body: { orderId, status: 'COMPLETED', handedOverAt: order.pickup?.handedOverAt ?? run.now } };
  }),
);
