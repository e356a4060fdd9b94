import type { Instant } from '../../../shared/kernel/time.ts';
import type { Campaign } from './campaign.ts';
import { type Language, type Message, render } from './message.ts';

/** Whom a greeting is for. */
export interface Recipient {
  customerId: string;
  name?: string;
  language: Language;
}

/** When and under which id a greeting is written; `occurrence` is the day it is for. */
export interface Sending {
  messageId: string;
  occurrence: string;
  at: Instant;
}

/** How somebody is addressed whose name is not known. */
const NAMELESS: Record<Language, string> = { zh: '朋友', en: 'friend' };

/** The greeting of a campaign to one customer, in the customer's language. */
export function greeting(campaign: Campaign, { customerId, name, language }: Recipient, sending: Sending): Message {
  const { campaignId, version, template, couponCode = '' } = campaign;
  return {
    ...sending,
    campaignId,
    campaignVersion: version,
    customerId,
    channel: 'in-app',
    language,
    text: render(template[language], { name: name ?? NAMELESS[language], coupon: couponCode }),
    status: 'sent',
  };
}
