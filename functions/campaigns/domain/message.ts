import { DomainError } from '../../../shared/kernel/errors.ts';
import type { Instant } from '../../../shared/kernel/time.ts';

/** A language the shop writes in. */
export type Language = 'zh' | 'en';

/** A message to a customer as the port takes it. A provider's adapter later carries it on; the outbox keeps it either way. */
export interface Message {
  messageId: string;
  campaignId: string;
  campaignVersion: number;
  customerId: string;
  /** The day of the shop's calendar that the message is for. */
  occurrence: string;
  channel: 'in-app';
  language: Language;
  text: string;
  at: Instant;
  status: 'sent';
}

/** What a template may name. */
const PLACEHOLDERS = ['name', 'coupon'] as const;

/** One placeholder, written `{name}` in a template. */
export type Placeholder = (typeof PLACEHOLDERS)[number];

const PLACEHOLDER = /\{([^{}]*)\}/g;

/** The placeholders of a template, as written. */
export function placeholdersOf(template: string): string[] {
  return [...template.matchAll(PLACEHOLDER)].map(([, name = '']) => name);
}

function faultOf(name: string, filled: readonly Placeholder[]): string | undefined {
  const placeholder = PLACEHOLDERS.find((known) => known === name);
  if (!placeholder) return 'campaigns.unknown-placeholder';
  return filled.includes(placeholder) ? undefined : 'campaigns.missing-coupon';
}

/** Refuses a template with a placeholder that nothing would fill; `path` says where it stands in the request. */
export function checkTemplate(template: string, path: string, filled: readonly Placeholder[]): void {
  const [code] = placeholdersOf(template).flatMap((name) => faultOf(name, filled) ?? []);
  if (!code) return;
  throw new DomainError('invalid', code, 'The template asks for something that is not there.', {
    errors: [{ path, code }],
  });
}

/** The template with its placeholders filled. What is filled in is never read as a template again. */
export function render(template: string, values: Readonly<Record<Placeholder, string>>): string {
  return template.replace(PLACEHOLDER, (whole, name: string) => values[name as Placeholder] ?? whole);
}
