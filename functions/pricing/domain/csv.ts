import { DomainError } from '../../../shared/kernel/errors.ts';

const refuse = (line: number, code: string): never => {
  throw new DomainError('invalid', code, 'The table cannot be read.', { errors: [{ path: `csv.${line}`, code }] });
};

/** One field, bare or in quotes, and what ends it. */
const FIELD = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/gy;

const textOf = ([, quoted, bare = '']: RegExpExecArray) => quoted?.replaceAll('""', '"') ?? bare.trim();

/** The records of a CSV text (RFC 4180); empty lines are passed over. Throws invalid `pricing.bad-csv` naming the record. */
export function recordsOf(text: string): string[][] {
  const fields = [...(text.startsWith('\uFEFF') ? text.slice(1) : text).matchAll(FIELD)];
  const records: string[][] = [[]];
  for (const field of fields) {
    records.at(-1)?.push(textOf(field));
    if (field[3] !== ',') records.push([]);
  }
  const last = fields.at(-1);
  const isWhole = last !== undefined && last.index + last[0].length === last.input.length;
  if (!isWhole) refuse(records.length - 1, 'pricing.bad-csv');
  return records.filter((record) => record.some((value) => value !== ''));
}

/**
 * The rows of a CSV text by the names in its first record. Throws invalid `pricing.bad-csv` where a row has more or fewer
 * fields than the first record, or `pricing.csv-lacks-column`.
 */
export function tableOf(text: string, columns: readonly string[]): Record<string, string>[] {
  const [names = [], ...rows] = recordsOf(text);
  if (columns.some((column) => !names.includes(column))) refuse(0, 'pricing.csv-lacks-column');
  return rows.map((row, at) => {
    if (row.length !== names.length) refuse(at + 1, 'pricing.bad-csv');
    return Object.fromEntries(names.map((name, column) => [name, row[column] ?? '']));
  });
}
