import { type Push, push, signed } from '../buyer.ts';
import { accountOf, tellCaptured } from '../money.ts';
import { CUP, PERSONAL, TEA } from './shop-work.ts';
import type { Walker } from './walker.ts';

/** An order as a walk needs it. */
export interface Walked {
  orderId: string;
  status: string;
  total: number;
  payment: { paymentId: string };
}

const cart = {
  channel: 'web',
  lines: [
    { sku: TEA, quantity: 2 },
    { sku: CUP, quantity: 1 },
  ],
  couponCodes: ['WALK10'],
};

const delivery = { method: 'ship', address: { name: PERSONAL.name, street: PERSONAL.street, phone: PERSONAL.phone } };

/** Places an order of both products with a coupon. */
export function place({ call }: Walker, token: string): Promise<Walked> {
  return call<Walked>('placeOrder', { body: { ...cart, delivery, payment: { provider: 'sandbox', token } } });
}

/** Browses and asks for prices. */
export async function browse({ call, people }: Walker): Promise<void> {
  await call('listProducts', { query: { category: 'walk', limit: '1' } });
  await call('listProducts');
  await call('getProduct', { params: { sku: TEA } });
  await call('listLocations');
  for (const as of [undefined, people.customer]) await call('quoteCart', { body: cart, ...(as ? { as } : {}) });
  await call('quoteCart', { body: { ...cart, couponCodes: ['NOBODYS'] } });
  const at = new Date().toISOString();
  const events = [
    { type: 'view', sku: TEA, at, sessionId: 's1' },
    { type: 'search', query: PERSONAL.query, at, sessionId: 's1' },
  ];
  await call('recordBehaviour', { body: { events } });
  await call('recordBehaviour', { body: { events }, as: people.customer });
}

/** One order from purchase to review. */
export async function wholeLife(walker: Walker): Promise<void> {
  const { call, platform } = walker;
  const { orderId } = await place(walker, 'approve');
  await call('getOrder', { params: { orderId } });
  const shipment = { params: { orderId }, body: { partner: 'sandbox' } };
  const { trackingNumber } = await call('createShipment', shipment);
  for (const [status, hour] of [
    ['PICKED_UP', '08'],
    ['DELIVERED', '09'],
  ]) {
    const at = `2026-11-21T${hour}:00:00.000Z`;
    const event: Push = { trackingNumber, status: status ?? '', at, eventId: `${trackingNumber}-${status}` };
    await call('deliveryWebhook', {
      params: { partner: 'sandbox' },
      body: { ...event },
      headers: signed(event),
    });
    await push(platform, event);
  }
  await platform.idle();
  await call('listDeliveries', { params: { orderId } });
  await call('reviewOrderLine', { params: { orderId }, body: { sku: TEA, rating: 5, text: PERSONAL.review } });
  await call('listReviews', { params: { sku: TEA } });
  await call('getOrderStory', { params: { orderId } });
}

/** Orders that are declined and paid another way, told by webhook, settled by hand, cancelled before and after payment. */
export async function otherEndings(walker: Walker): Promise<void> {
  const { call, platform } = walker;
  const declined = await place(walker, 'decline');
  const again = { payment: { provider: 'sandbox', token: 'approve' } };
  await call('payOrder', { params: { orderId: declined.orderId }, body: again });
  const waiting = await place(walker, 'pending');
  const settled = { params: { paymentId: waiting.payment.paymentId }, body: { outcome: 'approve' } };
  await call('settleSandbox', settled);
  const told = await place(walker, 'decline');
  const pending = { payment: { provider: 'sandbox', token: 'pending' } };
  const { payment } = await call<Walked>('payOrder', { params: { orderId: told.orderId }, body: pending });
  const data = { paymentId: payment.paymentId, amount: told.total, currency: 'CNY' };
  const notice = { type: 'payment.captured', data };
  const webhook = { params: { provider: 'sandbox' }, body: notice, headers: signed(notice) };
  await call('receivePaymentWebhook', webhook);
  const left = await place(walker, 'pending');
  await call('cancelOrder', { params: { orderId: left.orderId } });
  await tellCaptured(platform, left.payment.paymentId, left.total);
  const late = await place(walker, 'pending');
  await call('cancelOrder', { params: { orderId: late.orderId } });
  await call('settleSandbox', { ...settled, params: { paymentId: late.payment.paymentId } });
  await failedRefund(walker);
  await pickUp(walker);
}

/** An order that its buyer comes for: he shows the code that only he can see. */
async function pickUp({ call }: Walker): Promise<void> {
  const body = {
    channel: 'web',
    lines: [{ sku: TEA, quantity: 1 }],
    delivery: { method: 'pickup', locationId: 'store-1' },
    payment: { provider: 'sandbox', token: 'approve' },
  };
  const { orderId } = await call<Walked>('placeOrder', { body });
  const { pickupCode } = await call<{ pickupCode: string }>('getOrder', { params: { orderId } });
  await call('handOverOrder', { params: { orderId }, body: { code: pickupCode } });
}

/** A refund that the provider refuses at first: somebody had given the money back by hand. */
async function failedRefund(walker: Walker): Promise<void> {
  const { call, platform } = walker;
  const { orderId, total, payment } = await place(walker, 'approve');
  const { paymentId } = payment;
  const { books } = platform.core.partners;
  const money = { paymentId, currency: 'CNY', at: new Date().toISOString() };
  books.putRefund({ ...money, refundId: `by-hand-${orderId}`, amount: total });
  await call('cancelOrder', { params: { orderId } });
  await platform.idle();
  books.putCapture({ ...money, amount: 2 * total, status: 'captured' });
  const refund = (await accountOf(platform, paymentId))[1] as { refundId: { S: string } };
  await call('listRefunds', {});
  await call('retryRefund', { params: { refundId: refund.refundId.S } });
}

/** One order sent five times at once: the slower ones answer with what the first one stored. */
export async function doubleClick({ call }: Walker): Promise<void> {
  const body = { ...cart, payment: { provider: 'sandbox', token: 'approve' } };
  const headers = { 'idempotency-key': 'walk-double-click' };
  await Promise.all([1, 2, 3, 4, 5].map(() => call('placeOrder', { body, headers })));
}

/** An order and a return from elsewhere, twice each. */
export async function imports({ call }: Walker): Promise<void> {
  const lines = [{ sku: TEA, quantity: 3, unitPrice: 4_900 }];
  const order = { source: 'elsewhere', externalId: 'w1', placedAt: '2010-12-01T08:26:00Z', currency: 'CNY', lines };
  const back = { source: 'elsewhere', externalId: 'w2', orderExternalId: 'w1', returnedAt: '2010-12-02T08:26:00Z' };
  for (const _ of ['first', 'again']) {
    await call('importOrder', { body: { ...order, customerRef: 'c1' } });
    await call('importReturn', { body: { ...back, lines } });
  }
}

/** What staff and buyers look at afterwards. */
export async function look({ call, platform, people }: Walker): Promise<void> {
  await platform.idle();
  await call('listOrders', { query: { limit: '2' } });
  await call('listOrdersByStatus', { query: { status: 'CANCELLED' } });
  await call('countOrders');
  await call('getStock', { params: { sku: TEA } });
  await call('getDailySales', { query: { from: '2010-12-01', to: '2010-12-03' } });
  for (const placement of ['home', 'product'])
    await call('recommend', { query: { placement, sku: TEA }, as: people.customer });
}
