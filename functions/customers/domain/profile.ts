import { DomainError } from '../../../shared/kernel/errors.ts';
import type { Instant } from '../../../shared/kernel/time.ts';

/** What a customer can agree to, each on its own. */
const PURPOSES = ['marketing', 'personalisation'] as const;

/** One purpose of processing. */
export type Purpose = (typeof PURPOSES)[number];

/** The last decision of a customer about one purpose; the ledger keeps all of them. */
interface Consent {
  granted: boolean;
  at: Instant;
}

/** What a shop knows of a customer because the customer said so. */
export interface Profile {
  customerId: string;
  name?: string;
  /** `MM-DD`, or `YYYY-MM-DD` where the customer gave the year. */
  birthday?: string;
  language: 'zh' | 'en';
  phone?: string;
  /** False: no price that is for some customers only. */
  personalised?: boolean;
  consents: Partial<Record<Purpose, Consent>>;
  /** Raised by one with each change; 0 for a customer of whom nothing is stored. */
  version: number;
  updatedAt?: Instant;
}

/** What a customer asks to change: a value sets a field, `null` takes it away, nothing leaves it. */
export interface ProfileChange {
  name?: string | null;
  birthday?: string | null;
  language?: 'zh' | 'en';
  phone?: string | null;
  personalised?: boolean;
}

/** The profile of a customer who has said nothing yet. */
export function emptyProfile(customerId: string): Profile {
  return { customerId, language: 'zh', consents: {}, version: 0 };
}

const LEAP_YEAR = '2024';
const DAYS_IN_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** Refuses a birthday that no calendar has, or that lies after `today`. Without a year, 29 February is a birthday. */
export function checkBirthday(birthday: string, today: string): void {
  const full = birthday.length === 5 ? `${LEAP_YEAR}-${birthday}` : birthday;
  const [year = 0, month = 0, day = 0] = full.split('-').map(Number);
  const days = (DAYS_IN_MONTH[month - 1] ?? 0) + (month === 2 && isLeap(year) ? 1 : 0);
  const inFuture = birthday.length > 5 && birthday > today;
  if (day < 1 || day > days || inFuture) {
    throw new DomainError('invalid', 'customers.bad-birthday', 'That is not the birthday of a customer.', {
      errors: [{ path: 'birthday', code: 'customers.bad-birthday' }],
    });
  }
}

/** The month and day (`MM-DD`) a customer celebrates. */
export function monthDayOf(birthday: string): string {
  return birthday.slice(-5);
}

function next(before: Profile, change: Partial<Profile>, now: Instant): Profile {
  return { ...before, ...change, version: before.version + 1, updatedAt: now };
}

/** The next version of a profile after a change, or the same object when the change says nothing new. */
export function revise(before: Profile, change: ProfileChange, now: Instant): Profile {
  const asked = Object.entries(change).map(([field, value]) => [field, value ?? undefined] as const);
  const news = asked.filter(([field, value]) => before[field as keyof ProfileChange] !== value);
  return news.length === 0 ? before : next(before, Object.fromEntries(news), now);
}

/** The next version of a profile after a decision about a purpose, or the same object when it had been decided so already. */
export function decide(before: Profile, purpose: Purpose, granted: boolean, now: Instant): Profile {
  if (before.consents[purpose]?.granted === granted) return before;
  return next(before, { consents: { ...before.consents, [purpose]: { granted, at: now } } }, now);
}

/** True when the customer has agreed to a purpose and not withdrawn it. Silence is no consent. */
export function consents(profile: Profile, purpose: Purpose): boolean {
  return profile.consents[purpose]?.granted === true;
}
