import * as z from 'zod';
import { defineEvent } from '../contract.ts';

/** A campaign wrote to a customer. The text stays with the campaigns context: it may name the customer. */
export const MessageSent = defineEvent({
  context: 'campaigns',
  name: 'MessageSent',
  version: 1,
  data: z.object({
    messageId: z.string(),
    campaignId: z.string(),
    customerId: z.string(),
    /** The day of the shop's calendar that the message was for. */
    occurrence: z.iso.date(),
  }),
  example: {
    messageId: 'message_01JD8ZK3Q4V7N2M5X6Y8W9A0BC',
    campaignId: 'birthday',
    customerId: 'customer_01JD8ZK3Q4V7N2M5X6Y8W9A0BC',
    occurrence: '2026-11-21',
  },
});
