import type { Language } from './language.ts';

const localeOf = (language: Language): string => (language === 'zh' ? 'zh-CN' : 'en-GB');

/** Money for people: `amount` in minor units of `currency`, however many those have. */
export function money(amount: number, currency: string, language: Language): string {
  const format = new Intl.NumberFormat(localeOf(language), {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
  });
  const { maximumFractionDigits = 2 } = format.resolvedOptions();
  return format.format(amount / 10 ** maximumFractionDigits);
}

/** A whole or broken number for people. */
export function count(value: number, language: Language): string {
  return new Intl.NumberFormat(localeOf(language)).format(value);
}

/** Day and time of an ISO instant, in the reader's zone. */
export function dayAndTime(instant: string, language: Language): string {
  return new Intl.DateTimeFormat(localeOf(language), { dateStyle: 'medium', timeStyle: 'short' }).format(
    new Date(instant),
  );
}

/** Hours, minutes and seconds of an ISO instant, in the reader's zone. */
export function clockTime(instant: string, language: Language): string {
  return new Intl.DateTimeFormat(localeOf(language), { timeStyle: 'medium', hourCycle: 'h23' }).format(
    new Date(instant),
  );
}

/** Day, month, hours and minutes of an ISO instant, as short as it goes, in the reader's zone. */
export function shortTime(instant: string, language: Language): string {
  return new Intl.DateTimeFormat(localeOf(language), {
    month: 'numeric',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(new Date(instant));
}
