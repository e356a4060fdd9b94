import type { Person } from './buyer.ts';
import { orderBody, place } from './orders.ts';
import type { TestPlatform } from './platform.ts';

/** A group-buy of one SKU for so many people. */
export const groupBuyOf = (sku: string, people: number, price: number, more: object = {}) => ({
  name: { zh: '拼团', en: 'Together' },
  kind: 'group-buy',
  effect: { price, people, hours: 24 },
  scope: { skus: [sku] },
  terms: { zh: '成团发货，逾期退款。', en: 'Sent when the group is complete, else all money goes back.' },
  validFrom: '2020-01-01T00:00:00Z',
  validTo: '2090-01-01T00:00:00Z',
  ...more,
});

/** Publishes a promotion; answers its id. */
export async function publishOne(staff: Person, definition: object): Promise<string> {
  const { body } = await staff.send('POST', '/v1/admin/promotions', definition);
  const { promotionId } = body as { promotionId: string };
  const reply = await staff.send('POST', `/v1/admin/promotions/${promotionId}/publish`);
  if (reply.status !== 200) throw new Error(`not published: ${JSON.stringify(reply.body)}`);
  return promotionId;
}

/** A member's order as a test reads it. */
export interface GroupOrder {
  orderId: string;
  status: string;
  total: number;
  refundTotal?: number;
  payment: { paymentId: string; status: string };
  groupBuy: { promotionId: string; groupId: string; complete: boolean };
}

/** A group as everybody sees it. */
export interface GroupView {
  groupId: string;
  state: string;
  people: number;
  joined: number;
  paid: number;
  missing: number;
  deadline: string;
}

let asked = 0;

/** Asks for one unit at the group's price; without `groupId` it opens a group. */
export const placeInGroup = (
  buyer: Person,
  sku: string,
  groupBuy: { promotionId: string; groupId?: string },
  token = 'approve',
) => {
  asked += 1;
  return place(buyer, `group-${asked}`, orderBody({ [sku]: 1 }, token, { groupBuy }));
};

/** Brings a group's deadline before this moment, as no function of ours would. */
export async function letDeadlinePass({ core }: TestPlatform, groupId: string): Promise<void> {
  const past = '2020-01-01T00:00:00.000Z';
  await core.engine.link.call('UpdateItem', {
    TableName: 'local-group-buys',
    Key: { pk: { S: `GROUP#${groupId}` }, sk: { S: 'GROUP' } },
    UpdateExpression: 'SET deadline = :past, gsi1sk = :place, gsi2sk = :place',
    ExpressionAttributeValues: { ':past': { S: past }, ':place': { S: `${past}#${groupId}` } },
  });
}
