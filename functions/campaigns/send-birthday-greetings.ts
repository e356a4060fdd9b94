/**
 * Wakes a few times a day and greets whoever has a birthday on the shop's calendar. Promise: one greeting per campaign,
 * customer and year, only with consent, however often or late it is woken; a later wake finishes what an earlier left.
 */
import { localDate } from '../../shared/kernel/time.ts';
import { shop } from '../../shared/platform/env.ts';
import { log } from '../../shared/platform/log.ts';
import type { Run } from '../../shared/platform/run.ts';
import { scheduleHandler } from '../../shared/platform/schedule.ts';
import { birthdaysOn, whileMarketingIsAllowed } from '../customers/holds.ts';
import { birthdaysCelebratedOn, type Campaign } from './domain/campaign.ts';
import { greeting, type Recipient } from './domain/greeting.ts';
import { campaignsInForce, sendOnce } from './store.ts';

function greet(campaign: Campaign, recipient: Recipient, occurrence: string, run: Run): Promise<boolean> {
  const message = greeting(campaign, recipient, { messageId: run.newId('message'), occurrence, at: run.now });
  return sendOnce(message, whileMarketingIsAllowed(recipient.customerId), run);
}

async function greetAllOn(monthDay: string, campaign: Campaign, occurrence: string, run: Run): Promise<void> {
  for await (const page of birthdaysOn(monthDay)) {
    const written = await Promise.all(page.map((recipient) => greet(campaign, recipient, occurrence, run)));
    log.info('greeted', {
      campaignId: campaign.campaignId,
      found: page.length,
      written: written.filter(Boolean).length,
    });
  }
}

export const handler = scheduleHandler(async (run) => {
  const today = localDate(run.now, shop.timeZone);
  for (const campaign of await campaignsInForce(run.now)) {
    for (const monthDay of birthdaysCelebratedOn(today)) await greetAllOn(monthDay, campaign, today, run);
  }
});
