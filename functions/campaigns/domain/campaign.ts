import { dayAfter, type Instant } from '../../../shared/kernel/time.ts';
import { checkTemplate, type Language } from './message.ts';

/** A standing order to write to customers. It is in force while it is enabled and the decision time is in its window. */
export interface Campaign {
  campaignId: string;
  kind: 'birthday-greeting';
  name: string;
  /** The code that the greeting hands out. */
  couponCode?: string;
  /** The promotion that the code belongs to. */
  promotionId?: string;
  template: Record<Language, string>;
  enabled: boolean;
  /** In force from this instant ... */
  validFrom: Instant;
  /** ... until just before this one. */
  validTo: Instant;
  /** Raised by one with each change. */
  version: number;
  updatedAt: Instant;
}

/** What staff can say about a campaign. */
export type CampaignDetails = Omit<Campaign, 'campaignId' | 'version' | 'updatedAt'>;

/** Refuses details whose templates name something unknown, or a coupon where there is none. */
export function checkDetails({ template, couponCode }: CampaignDetails): void {
  const filled = couponCode === undefined ? (['name'] as const) : (['name', 'coupon'] as const);
  checkTemplate(template.zh, 'template.zh', filled);
  checkTemplate(template.en, 'template.en', filled);
}

/** The next version of a campaign that may not exist yet. */
export function revise(
  before: Campaign | undefined,
  campaignId: string,
  details: CampaignDetails,
  now: Instant,
): Campaign {
  return { ...details, campaignId, version: (before?.version ?? 0) + 1, updatedAt: now };
}

/** True when a campaign writes to customers at `now`. */
export function isInForce({ enabled, validFrom, validTo }: Campaign, now: Instant): boolean {
  return enabled && validFrom <= now && now < validTo;
}

/** The birthdays (`MM-DD`) that are celebrated on `date`: 29 February on the 28th in years that lack it. */
export function birthdaysCelebratedOn(date: string): string[] {
  const monthDay = date.slice(5);
  const tomorrow = dayAfter(date).slice(5);
  return monthDay === '02-28' && tomorrow === '03-01' ? ['02-28', '02-29'] : [monthDay];
}
