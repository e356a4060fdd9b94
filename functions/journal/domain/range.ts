import { DomainError } from '../../../shared/kernel/errors.ts';
import { dayAfter } from '../../../shared/kernel/time.ts';

/** The longest range of days one may ask for, both ends included. */
const MAX_DAYS = 400;

/** Refuses a range that ends before it starts, or is longer than a year and a month. */
export function checkRange(from: string, to: string): void {
  const refuse = (code: string, message: string) => {
    throw new DomainError('invalid', code, message, { errors: [{ path: 'to', code }] });
  };
  if (from > to) refuse('journal.bad-range', 'The range ends before it starts.');
  if (to > dayAfter(from, MAX_DAYS - 1)) refuse('journal.range-too-long', `Ask for at most ${MAX_DAYS} days.`);
}

/** A range cut at the ends of calendar months (`YYYY-MM`) or years (`YYYY`), in order. */
export function cutBy(unit: 'month' | 'year', from: string, to: string): { from: string; to: string }[] {
  const length = unit === 'month' ? 7 : 4;
  const parts: { from: string; to: string }[] = [];
  for (let start = from; start <= to; ) {
    const end = `${start.slice(0, length)}${unit === 'month' ? '' : '-12'}-31`;
    const last = end < to ? end : to;
    parts.push({ from: start, to: last });
    start = firstAfter(start, unit);
  }
  return parts;
}

function firstAfter(date: string, unit: 'month' | 'year'): string {
  const [year = 0, month = 0] = date.split('-').map(Number);
  const next = unit === 'month' && month < 12 ? [year, month + 1] : [year + 1, 1];
  return `${String(next[0]).padStart(4, '0')}-${String(next[1]).padStart(2, '0')}-01`;
}
