import * as z from 'zod';
import { defineRoute, idSchema, instantSchema, pageOf, pageQuery } from '../../shared/platform/route.ts';

const params = z.strictObject({ campaignId: idSchema });
const text = z.string().min(1).max(500);
const instant = z.iso.datetime();

/** A campaign as staff write it. In force while enabled and `validFrom <= now < validTo`. */
const campaignBody = z
  .strictObject({
    kind: z.literal('birthday-greeting'),
    name: z.string().min(1).max(100),
    couponCode: z
      .string()
      .regex(/^[A-Za-z0-9_-]{1,64}$/)
      .optional(),
    promotionId: idSchema.optional(),
    template: z.strictObject({ zh: text, en: text }),
    enabled: z.boolean(),
    validFrom: instantSchema,
    validTo: instantSchema,
  })
  .refine(({ validFrom, validTo }) => validFrom < validTo, { error: 'ends before it starts', path: ['validTo'] });

/** A campaign as staff see it. */
const campaignReply = z.strictObject({
  campaignId: z.string(),
  kind: z.literal('birthday-greeting'),
  name: z.string(),
  couponCode: z.string().optional(),
  promotionId: z.string().optional(),
  template: z.strictObject({ zh: z.string(), en: z.string() }),
  enabled: z.boolean(),
  validFrom: instant,
  validTo: instant,
  version: z.int(),
  updatedAt: instant,
});

/** A message that was written to a customer. */
const messageReply = z.strictObject({
  messageId: z.string(),
  campaignId: z.string(),
  campaignVersion: z.int(),
  customerId: z.string(),
  occurrence: z.iso.date(),
  channel: z.enum(['in-app']),
  language: z.enum(['zh', 'en']),
  text: z.string(),
  at: instant,
  status: z.enum(['sent']),
});

export const putCampaign = defineRoute({
  id: 'putCampaign',
  method: 'PUT',
  path: '/v1/admin/campaigns/{campaignId}',
  access: ['staff'],
  summary: 'Create or change a campaign',
  params,
  body: campaignBody,
  replies: { 200: campaignReply },
  errors: ['campaigns.unknown-placeholder', 'campaigns.missing-coupon', 'campaigns.changed-meanwhile'],
});

export const getCampaign = defineRoute({
  id: 'getCampaign',
  method: 'GET',
  path: '/v1/admin/campaigns/{campaignId}',
  access: ['staff'],
  summary: 'See one campaign',
  params,
  replies: { 200: campaignReply },
  errors: ['campaigns.unknown-campaign'],
});

export const listCampaigns = defineRoute({
  id: 'listCampaigns',
  method: 'GET',
  path: '/v1/admin/campaigns',
  access: ['staff'],
  summary: 'List the campaigns',
  query: z.strictObject(pageQuery),
  replies: { 200: pageOf(campaignReply) },
  errors: ['request.bad-cursor'],
});

export const listMessages = defineRoute({
  id: 'listMessages',
  method: 'GET',
  path: '/v1/admin/messages',
  access: ['staff'],
  summary: 'Read the outbox of messages to customers, newest first',
  query: z.strictObject(pageQuery),
  replies: { 200: pageOf(messageReply) },
  errors: ['request.bad-cursor'],
});
