import { offer, type Person, signIn } from '../buyer.ts';
import { type GroupOrder, groupBuyOf, letDeadlinePass } from '../groups.ts';
import { eventually, type TestPlatform } from '../platform.ts';
import type { Walker } from './walker.ts';

const SKU = 'WALK-GROUP';

interface Wish {
  groupId?: string;
  token?: string;
  quantity?: number;
}

/** Whoever opens and joins groups of one promotion. */
class Members {
  readonly #walker: Walker;
  readonly #promotionId: string;

  constructor(walker: Walker, promotionId: string) {
    this.#walker = walker;
    this.#promotionId = promotionId;
  }

  async order(as: Person, { groupId, token = 'approve', quantity = 1 }: Wish = {}): Promise<GroupOrder> {
    const groupBuy = { promotionId: this.#promotionId, ...(groupId ? { groupId } : {}) };
    const payment = { provider: 'sandbox', token };
    const body = { channel: 'web', lines: [{ sku: SKU, quantity }], groupBuy, payment };
    return this.#walker.call<GroupOrder>('placeOrder', { body, as });
  }

  async reaches(groupId: string, state: string): Promise<void> {
    await eventually(async () => {
      this.#walker.platform.fireSchedule('local-group-buys-end-groups');
      await this.#walker.platform.idle();
      return (await this.#walker.call<{ state: string }>('getGroup', { params: { groupId } })).state === state;
    });
  }

  list(): Promise<unknown> {
    return this.#walker.call('listGroups', { query: { promotionId: this.#promotionId, limit: '1' } });
  }
}

/** Brings the end of a hold before this moment, as no function of ours would. */
async function letHoldEnd({ core }: TestPlatform, orderId: string): Promise<void> {
  const past = '2020-01-01T00:00:00.000Z';
  await core.engine.link.call('UpdateItem', {
    TableName: 'local-orders',
    Key: { pk: { S: `ORDER#${orderId}` }, sk: { S: 'ORDER' } },
    UpdateExpression: 'SET #order.reservedUntil = :past, gsi1sk = :place',
    ExpressionAttributeNames: { '#order': 'order' },
    ExpressionAttributeValues: { ':past': { S: past }, ':place': { S: `${past}#${orderId}` } },
  });
}

/** A group that is complete, one that some leave and whose deadline passes: with limits, and goods that are not there yet. */
export async function groupBuys(walker: Walker): Promise<void> {
  const { call, people, platform } = walker;
  const others = await Promise.all([1, 2].map((at) => signIn(platform, ['customer'], `walk-member-${at}`)));
  const [second, third] = others as [Person, Person];
  await offer(people.staff, SKU, { stock: 6 });
  await call('putStockSettings', { params: { sku: SKU, locationId: 'main' }, body: { backorder: { limit: 9 } } });
  const definition = groupBuyOf(SKU, 2, 600, { limits: { budget: 100_000 } });
  const { promotionId } = await call('createPromotion', { body: definition });
  await call('publishPromotion', { params: { promotionId } });
  const members = new Members(walker, promotionId);
  const complete = await members.order(second);
  const groupId = complete.groupBuy.groupId;
  const left = await members.order(third, { groupId, token: 'pending' });
  await members.list();
  await call('cancelOrder', { params: { orderId: left.orderId }, as: third });
  const expires = await members.order(third, { groupId, token: 'pending' });
  await letHoldEnd(platform, expires.orderId);
  await eventually(async () => {
    platform.fireSchedule('local-orders-expire-reservations');
    await platform.idle();
    const params = { orderId: expires.orderId };
    return (await call<GroupOrder>('getOrder', { params, as: third })).status === 'EXPIRED';
  });
  await members.order(third, { groupId });
  await members.reaches(groupId, 'complete');
  const failing = await members.order(second, { quantity: 6 });
  await members.order(third, { groupId: failing.groupBuy.groupId, token: 'pending' });
  await letDeadlinePass(platform, failing.groupBuy.groupId);
  await members.reaches(failing.groupBuy.groupId, 'failed');
}
