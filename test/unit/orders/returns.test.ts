import fc from 'fast-check';
import type { Order } from '../../../functions/orders/domain/order.ts';
import { bounded, isSameReceipt, receiveReturn } from '../../../functions/orders/domain/receipt.ts';
import {
  orderIdOf,
  quoteReturn,
  type ReceivedLine,
  refundIdOf,
  requestReturn,
  returnIdIn,
} from '../../../functions/orders/domain/returns.ts';
import { anOrder, codeThrownBy, PLACED_AT } from '../../support/an-order.ts';
import { paidFor, soldOrders } from '../../support/sold-orders.ts';

const tea = { sku: 'TEA', quantity: 3, unitPrice: 1_000, gross: 3_000, discounts: [], net: 3_000 };
const delivered = (more: Partial<Order> = {}) =>
  anOrder({ orderId: 'order_1', status: 'COMPLETED', lines: [tea], total: 3_000, subtotal: 3_000, ...more });

const at = { now: PLACED_AT, locationId: 'main' };
const good = (quantity: number, sku = 'TEA'): ReceivedLine => ({ sku, quantity, condition: 'resaleable' });
const ask = (order: Order, quantity: number) => requestReturn(order, [{ sku: 'TEA', quantity }], 'any', PLACED_AT);

describe('asking to bring goods back', () => {
  test('given a delivered order, when some come back, then they are on their way once and the return leads to its order', () => {
    const { order, back } = ask(delivered(), 2);
    expect(back).toMatchObject({ returnId: 'return_1-1', status: 'REQUESTED', refundTotal: 2_000 });
    expect(orderIdOf(back.returnId)).toBe('order_1');
    expect(returnIdIn(refundIdOf(back.returnId))).toBe(back.returnId);
    expect(returnIdIn('refund_01JD')).toBeUndefined();
    expect(order).toMatchObject({ returning: { TEA: 2 }, version: 2 });
    expect(ask(order, 1).back.returnId).toBe('return_1-2');
  });

  test('given goods on their way back, when more come than are left, then that is refused at its line', () => {
    const { order } = ask(delivered(), 2);
    expect(codeThrownBy(() => ask(order, 2))).toBe('orders.return-exceeds-purchase');
    expect(codeThrownBy(() => quoteReturn(order, [{ sku: 'OTHER', quantity: 1 }]))).toBe(
      'orders.return-exceeds-purchase',
    );
    const twice = [
      { sku: 'TEA', quantity: 2 },
      { sku: 'TEA', quantity: 2 },
    ];
    expect(codeThrownBy(() => quoteReturn(delivered(), twice))).toBe('orders.return-exceeds-purchase');
  });

  test.each([
    ['RESERVED', {}],
    ['CANCELLED', {}],
    ['PAID', {}],
    ['COMPLETED', { imported: { source: 's', externalId: 'e' } }],
  ] as const)('given an order that is %s %j, then nothing of it can come back', (status, more) => {
    expect(codeThrownBy(() => ask(delivered({ status, ...more }), 1))).toBe('orders.not-returnable');
  });

  test('given an order of which a part was shipped, then that part can come back', () => {
    const shipment = { deliveryId: 'd', partner: 'p', trackingNumber: 't', at: PLACED_AT };
    const order = delivered({
      status: 'PAID',
      shipments: [{ ...shipment, lines: [{ sku: 'TEA', quantity: 1, locationId: 'main' }] }],
    });
    expect(ask(order, 1).back.refundTotal).toBe(1_000);
    expect(codeThrownBy(() => ask(order, 2))).toBe('orders.return-exceeds-purchase');
  });
});

describe('receiving what comes back', () => {
  test('given a return, when less comes, then that is paid for and the rest may be asked for anew', () => {
    const { order, back } = ask(delivered(), 3);
    const receipt = receiveReturn(order, back, [good(1)], at);
    expect(receipt).toMatchObject({ refund: 1_000, back: { status: 'RECEIVED', refundTotal: 1_000 } });
    expect(receipt.order).toMatchObject({ returned: { TEA: 1 }, returning: {}, version: 3 });
    expect(ask(receipt.order, 2).back.returnId).toBe('return_1-2');
  });

  test('given a return, when more comes than was asked for or it comes again, then that is refused', () => {
    const { order, back } = ask(delivered(), 1);
    const both: ReceivedLine[] = [good(1), { ...good(1), condition: 'damaged' }];
    expect(codeThrownBy(() => receiveReturn(order, back, both, at))).toBe('orders.return-exceeds-request');
    const { back: received } = receiveReturn(order, back, [good(1)], at);
    expect(codeThrownBy(() => receiveReturn(order, received, [good(1)], at))).toBe('orders.return-received');
    expect(isSameReceipt(received, [good(1)], 'main')).toBe(true);
    expect(isSameReceipt(received, [good(1)], 'store-1')).toBe(false);
    expect(isSameReceipt(back, [good(1)], 'main')).toBe(false);
  });

  test('given money that went back before, then no more is paid than is left, and the books still add up', () => {
    const { order, back } = ask(delivered(), 3);
    const receipt = bounded(receiveReturn(order, back, [good(3)], at), 2_500);
    expect(receipt).toMatchObject({ refund: 2_500, lost: 500, back: { refundTotal: 2_500 } });
  });

  test('whatever is returned in whatever parts and order: each refund adds up by line and with its parts, all is what was paid', () => {
    fc.assert(
      fc.property(soldOrders, fc.infiniteStream(fc.nat({ max: 6 })), (sold, draws) => {
        let order = delivered({ ...sold });
        let paid = 0;
        for (let left = sold.lines; left.length > 0; ) {
          const line = left[0]!;
          const quantity = Math.min(line.quantity, 1 + draws.next().value);
          const { order: asked, back } = requestReturn(order, [{ sku: line.sku, quantity }], 'any', PLACED_AT);
          const { refund, refundLines, parts, lost, ...receipt } = receiveReturn(
            asked,
            back,
            [good(quantity, line.sku)],
            at,
          );
          expect(refund).toBe(back.refundTotal);
          expect(refundLines.reduce((sum, { amount }) => sum + amount, 0)).toBe(refund);
          const given = parts.grants.reduce((sum, { amount }) => sum + amount, 0);
          expect(parts.gross - given + parts.shipping + parts.tax - lost).toBe(refund);
          paid += refund;
          order = receipt.order;
          left = [
            ...left.slice(1),
            ...(quantity < line.quantity ? [{ ...line, quantity: line.quantity - quantity }] : []),
          ];
        }
        expect(paid).toBe(paidFor(sold));
      }),
    );
  });
});
