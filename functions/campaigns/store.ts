/**
 * The campaigns' table. Access patterns:
 *  1. one campaign                                   pk CAMPAIGN#<id>     sk CAMPAIGN
 *  2. all campaigns by id, in pages                  gsi1pk CAMPAIGNS     gsi1sk <id>
 *  3. what one campaign wrote to one customer for one year's birthday
 *                                                    pk CUSTOMER#<id>     sk MESSAGE#<campaign>#<YYYY>
 *  4. all messages, newest first, in pages           gsi1pk MESSAGES      gsi1sk <at>#<message id>
 */
import { Entity } from 'dynamodb-toolbox/entity';
import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import { PutTransaction } from 'dynamodb-toolbox/entity/actions/transactPut';
import { boolean } from 'dynamodb-toolbox/schema/boolean';
import { item } from 'dynamodb-toolbox/schema/item';
import { map } from 'dynamodb-toolbox/schema/map';
import { number } from 'dynamodb-toolbox/schema/number';
import { string } from 'dynamodb-toolbox/schema/string';
import { QueryCommand } from 'dynamodb-toolbox/table/actions/query';
import { MessageSent } from '../../events/campaigns/message-sent.v1.ts';
import { DomainError } from '../../shared/kernel/errors.ts';
import { epochSeconds, type Instant } from '../../shared/kernel/time.ts';
import { announce } from '../../shared/platform/outbox.ts';
import type { Run } from '../../shared/platform/run.ts';
import { contextTable } from '../../shared/platform/table.ts';
import { type Action, commit } from '../../shared/platform/transaction.ts';
import { type Campaign, isInForce } from './domain/campaign.ts';
import type { Message } from './domain/message.ts';

const CampaignsTable = contextTable('campaigns');

/** A message outlives the year that it is the only one of, then goes: it may name a customer. */
const KEEP_MESSAGE_SECONDS = 400 * 86_400;

/** A campaign as stored. */
const CampaignEntity = new Entity({
  name: 'Campaign',
  table: CampaignsTable,
  timestamps: false,
  schema: item({
    campaignId: string().key(),
    kind: string().enum('birthday-greeting'),
    name: string(),
    couponCode: string().optional(),
    promotionId: string().optional(),
    template: map({ zh: string(), en: string() }),
    enabled: boolean(),
    validFrom: string(),
    validTo: string(),
    version: number(),
    updatedAt: string(),
    gsi1pk: string().hidden(),
    gsi1sk: string().hidden(),
  }),
  computeKey: ({ campaignId }) => ({ pk: `CAMPAIGN#${campaignId}`, sk: 'CAMPAIGN' }),
});

/** A message as stored. Its key is what makes it the only one of its campaign, customer and year. */
const MessageEntity = new Entity({
  name: 'Message',
  table: CampaignsTable,
  timestamps: false,
  schema: item({
    customerId: string().key(),
    campaignId: string().key(),
    occurrence: string().key(),
    messageId: string(),
    campaignVersion: number(),
    channel: string().enum('in-app'),
    language: string().enum('zh', 'en'),
    text: string(),
    at: string(),
    status: string().enum('sent'),
    expiresAt: number().hidden(),
    gsi1pk: string().hidden(),
    gsi1sk: string().hidden(),
  }),
  computeKey: ({ customerId, campaignId, occurrence }) => ({
    pk: `CUSTOMER#${customerId}`,
    sk: `MESSAGE#${campaignId}#${occurrence.slice(0, 4)}`,
  }),
});

/** Where a page of a list ends. */
export type PageKey = Record<string, unknown> | undefined;

/** One campaign, or undefined. Strongly consistent. */
export async function findCampaign(campaignId: string): Promise<Campaign | undefined> {
  const { Item } = await CampaignEntity.build(GetItemCommand).key({ campaignId }).options({ consistent: true }).send();
  return Item as Campaign | undefined;
}

/** Commits a campaign's next version. Throws conflict `campaigns.changed-meanwhile` when another came first. */
export async function commitCampaign(campaign: Campaign): Promise<void> {
  const { campaignId, version } = campaign;
  const { Put } = CampaignEntity.build(PutTransaction)
    .item({ ...campaign, gsi1pk: 'CAMPAIGNS', gsi1sk: campaignId })
    .options({
      condition: version === 1 ? { attr: 'campaignId', exists: false } : { attr: 'version', eq: version - 1 },
    })
    .params();
  const refused = () =>
    new DomainError('conflict', 'campaigns.changed-meanwhile', 'Somebody else changed it; try again.');
  await commit([{ write: { Put }, refused }]);
}

/** A page of all campaigns, by id. */
export async function campaignsFrom(limit: number, from: PageKey) {
  const { Items, LastEvaluatedKey } = await CampaignsTable.build(QueryCommand)
    .entities(CampaignEntity)
    .query({ index: 'gsi1', partition: 'CAMPAIGNS' })
    .options({ limit, ...(from ? { exclusiveStartKey: from } : {}) })
    .send();
  return { campaigns: (Items ?? []) as Campaign[], lastKey: LastEvaluatedKey as PageKey };
}

/** All campaigns that write to customers at `now`. A shop has few campaigns, so they are read through. */
export async function campaignsInForce(now: Instant): Promise<Campaign[]> {
  const found: Campaign[] = [];
  let from: PageKey;
  do {
    const { campaigns, lastKey } = await campaignsFrom(100, from);
    found.push(...campaigns.filter((campaign) => isInForce(campaign, now)));
    from = lastKey;
  } while (from);
  return found;
}

/** A page of all messages, newest first. */
export async function messagesFrom(limit: number, from: PageKey) {
  const { Items, LastEvaluatedKey } = await CampaignsTable.build(QueryCommand)
    .entities(MessageEntity)
    .query({ index: 'gsi1', partition: 'MESSAGES' })
    .options({ limit, reverse: true, ...(from ? { exclusiveStartKey: from } : {}) })
    .send();
  return { messages: (Items ?? []) as unknown as Message[], lastKey: LastEvaluatedKey as PageKey };
}

const SENT_BEFORE = 'campaigns.sent-before';
const NOT_TO_BE_SENT = new Set([SENT_BEFORE, 'customers.consent-withdrawn']);

function putMessage(message: Message): Action {
  const { Put } = MessageEntity.build(PutTransaction)
    .item({
      ...message,
      expiresAt: epochSeconds(message.at) + KEEP_MESSAGE_SECONDS,
      gsi1pk: 'MESSAGES',
      gsi1sk: `${message.at}#${message.messageId}`,
    })
    .options({ condition: { attr: 'messageId', exists: false } })
    .params();
  return { write: { Put }, refused: () => new DomainError('conflict', SENT_BEFORE, 'It was sent before.') };
}

/**
 * Writes a message into the outbox and announces it, once per campaign, customer and year, and only while `allowed`
 * holds. Answers whether it was written now: sent before and not allowed are no errors.
 */
export async function sendOnce(message: Message, allowed: Action, run: Run): Promise<boolean> {
  const { messageId, campaignId, customerId, occurrence } = message;
  const data = { messageId, campaignId, customerId, occurrence };
  try {
    await commit([putMessage(message), allowed, announce(MessageSent, { subject: customerId, data }, run)]);
    return true;
  } catch (error) {
    if (error instanceof DomainError && NOT_TO_BE_SENT.has(error.code)) return false;
    throw error;
  }
}
