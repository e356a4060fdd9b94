import type { Client } from '../../clients/sdk/src/client.ts';
import type { GetOrderStoryReply } from '../../clients/sdk/src/generated.ts';
import { type PlacedOrder, placeInTurn } from '../../clients/sdk/src/line.ts';
import { signPush } from '../../local/partners/sandbox.ts';
import type { Cast, Stage } from './cast.ts';
import type { Goods } from './shop-work.ts';
import { expectThat, until } from './surprise.ts';

const statusOf = async (client: Client, orderId: string): Promise<string> =>
  (await client.getOrder({ params: { orderId } })).status;

/** Waits until the order has come to `status`. */
const reach = (client: Client, orderId: string, status: string): Promise<string> =>
  until(
    `order ${status}`,
    () => statusOf(client, orderId),
    (seen) => seen === status,
  );

/** The buyer asks for the price and places the order; the same key twice is one order. */
export async function buy({ buyer, named }: Cast, goods: Goods, { tell }: Stage): Promise<PlacedOrder> {
  const lines = [
    { sku: goods.tea, quantity: 2 },
    { sku: goods.cup, quantity: 1 },
  ];
  const cart = { channel: 'web' as const, lines };
  const quote = await buyer.quoteCart({ body: cart });
  tell(`quote: ${quote.subtotal} - ${quote.discountTotal} = ${quote.total} ${quote.currency} (minor units)`);
  const isApplied = quote.promotions.applied.some(({ promotionId }) => promotionId === goods.promotionId);
  expectThat(isApplied, 'the promotion is not in the quote');
  const command = {
    body: { ...cart, payment: { provider: 'sandbox', token: 'pending' }, expectedTotal: quote.total },
    idempotencyKey: named('order'),
  };
  const [order, again] = [await placeInTurn(buyer, command), await placeInTurn(buyer, command)];
  expectThat(order.orderId === again.orderId, 'the same key made two orders');
  tell(`order ${order.orderId} is ${order.status}, stock is held; sent twice, it is still one order`);
  return order;
}

/** The payment provider tells that it has the money. */
export async function pay({ buyer, partner, named }: Cast, order: PlacedOrder, stage: Stage): Promise<void> {
  const data = { paymentId: order.payment.paymentId, amount: order.total, currency: order.currency };
  const sender = { secret: stage.secret, messageId: named('msg-payment'), sentAt: new Date() };
  const { body, headers } = signPush({ type: 'payment.captured', data }, sender);
  await partner.receivePaymentWebhook({ params: { provider: 'sandbox' }, body, headers });
  stage.tell(`signed webhook: payment captured; order is ${await reach(buyer, order.orderId, 'PAID')}`);
}

const WAY = ['PICKED_UP', 'IN_TRANSIT', 'OUT_FOR_DELIVERY', 'DELIVERED'];

/** Staff hand the parcel over; the partner tells its way in signed pushes, the last one first and twice. */
export async function ship({ staff, buyer, partner, named }: Cast, orderId: string, stage: Stage): Promise<void> {
  const { deliveryId, trackingNumber } = await staff.createShipment({
    params: { orderId },
    body: { partner: 'sandbox' },
  });
  stage.tell(
    `shipment ${deliveryId}, tracking number ${trackingNumber}; order is ${await reach(buyer, orderId, 'SHIPPED')}`,
  );
  const start = Date.now();
  const pushes = WAY.map((status, index) => ({
    trackingNumber,
    status,
    at: new Date(start + index).toISOString(),
    eventId: named(status),
  }));
  for (const push of [...pushes.toReversed(), ...pushes]) {
    const sender = { secret: stage.secret, messageId: push.eventId, sentAt: new Date() };
    const { body, headers } = signPush(push, sender);
    await partner.deliveryWebhook({ params: { partner: 'sandbox' }, body, headers });
  }
  const done = await reach(buyer, orderId, 'COMPLETED');
  const { items } = await buyer.listDeliveries({ params: { orderId } });
  const told = items[0]?.timeline.map(({ status }) => status) ?? [];
  expectThat(told.join().endsWith(WAY.join()), `the timeline reads ${told.join(', ')}`);
  stage.tell(`8 signed pushes, out of order and doubled: ${WAY.join(', ')}; order is ${done}`);
}

/** The buyer reviews; the next customer buys one of the two things and is shown the other. */
export async function recommend(cast: Cast, orderId: string, goods: Goods, { tell }: Stage): Promise<void> {
  const { buyer, nextBuyer, named } = cast;
  await buyer.reviewOrderLine({
    params: { orderId },
    body: { sku: goods.tea, rating: 5, text: 'Fresh and fragrant.' },
  });
  const { summary } = await nextBuyer.listReviews({ params: { sku: goods.tea } });
  expectThat(summary.count === 1, `the product has ${summary.count} reviews`);
  tell(`review published: ${summary.count} review, average ${summary.average}`);
  const next = await placeInTurn(nextBuyer, {
    body: {
      channel: 'mini-program',
      lines: [{ sku: goods.tea, quantity: 1 }],
      payment: { provider: 'sandbox', token: 'approve' },
    },
    idempotencyKey: named('next-order'),
  });
  await reach(nextBuyer, next.orderId, 'PAID');
  const { items } = await until(
    'the recommendation',
    () => nextBuyer.recommend({ query: { placement: 'product', sku: goods.tea } }),
    (seen) => seen.items.some(({ sku, reason }) => sku === goods.cup && reason.code === 'bought-together'),
  );
  const reason = items.find(({ sku }) => sku === goods.cup)?.reason.detail;
  tell(`the next buyer takes the tea and is shown ${goods.cup}: ${reason}`);
}

/** The order's story, as its owner reads it. */
export const storyOf = ({ buyer }: Cast, orderId: string): Promise<GetOrderStoryReply> =>
  buyer.getOrderStory({ params: { orderId } });
