import type { Client } from '../../clients/sdk/src/client.ts';
import { placeInTurn } from '../../clients/sdk/src/line.ts';
import { PUBLIC_TEST_SECRET, signPush } from '../partners/sandbox.ts';
import { type SeedOrder, type SeedStage, WAY } from './orders.ts';

/** Those who take part in an order. */
export interface Traders {
  staff: Client;
  buyer: Client;
}

interface Deal extends Traders {
  order: SeedOrder;
  orderId: string;
}

const LOOK_EVERY_MS = 40;
const LOOKS = 500;

/** Looks until the order's status is none of `passing`, and gives it. */
async function leave({ buyer, orderId }: Deal, passing: readonly string[]): Promise<string> {
  for (let look = 0; look < LOOKS; look += 1) {
    const { status } = await buyer.getOrder({ params: { orderId } });
    if (!passing.includes(status)) return status;
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
  throw new Error(`the demo order ${orderId} stays ${passing.join(' or ')}`);
}

async function carry({ staff, order, orderId }: Deal, way: readonly string[]): Promise<void> {
  const shipment = await staff.createShipment({ params: { orderId }, body: { partner: 'sandbox' } });
  const start = Date.now() - way.length;
  for (const [index, status] of way.entries()) {
    const eventId = `${order.key}-${index}`;
    const at = new Date(start + index).toISOString();
    const payload = { trackingNumber: shipment.trackingNumber, status, at, eventId };
    const sender = { secret: PUBLIC_TEST_SECRET, messageId: eventId, sentAt: new Date() };
    const { body, headers } = signPush(payload, sender);
    await staff.deliveryWebhook({ params: { partner: 'sandbox' }, body, headers });
  }
}

async function reviewAll({ buyer, order, orderId }: Deal): Promise<void> {
  for (const review of order.reviews ?? []) await buyer.reviewOrderLine({ params: { orderId }, body: review });
}

/** What is done once the order is paid, by the stage it is to come to. */
const steps: Record<Exclude<SeedStage, 'held'>, (deal: Deal) => Promise<void>> = {
  paid: async () => {},
  async cancelled({ buyer, order, orderId }) {
    await buyer.cancelOrder({ params: { orderId }, idempotencyKey: `${order.key}-cancel` });
  },
  shipped: (deal) => carry(deal, WAY.shipped),
  async completed(deal) {
    await carry(deal, WAY.completed);
    await leave(deal, ['SHIPPED', 'DELIVERED']);
    await reviewAll(deal);
  },
};

/** Plays one order as far as it is to come; one that has left the counter before is left alone. */
export async function trade(traders: Traders, order: SeedOrder): Promise<void> {
  const { orderId } = await placeInTurn(traders.buyer, {
    body: {
      channel: order.channel,
      lines: order.lines.map(([sku, quantity]) => ({ sku, quantity })),
      payment: { provider: 'sandbox', token: order.stage === 'held' ? 'pending' : 'approve' },
    },
    idempotencyKey: order.key,
  });
  if (order.stage === 'held') return;
  const deal = { ...traders, order, orderId };
  const status = await leave(deal, ['RESERVED', 'CHARGING']);
  if (status === 'PAID') await steps[order.stage](deal);
}
